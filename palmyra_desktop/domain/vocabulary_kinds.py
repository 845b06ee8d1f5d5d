"""Controlled lists of ours: the kinds of sources, texts, monuments, images and names."""

from palmyra_desktop.domain.vocabulary_terms import Term, Vocabulary, our_own
from palmyra_desktop.i18n import N_

SOURCE_KIND = Vocabulary(
    "source_kind",
    N_("Source kind"),
    our_own(
        (
            Term("news_report", "news report", "تقرير إخباري"),
            Term("agency_report", "agency report", "خبر وكالة"),
            Term("statement", "statement", "بيان"),
            Term("interview", "interview", "مقابلة"),
            Term("dataset", "dataset", "مجموعة بيانات"),
            Term("satellite_analysis", "satellite analysis", "تحليل صور فضائية"),
            Term("assessment_report", "assessment report", "تقرير تقييم"),
            Term("official_document", "official document", "وثيقة رسمية"),
            Term("journal_article", "journal article", "مقالة علمية"),
            Term("book", "book", "كتاب"),
            Term("encyclopedia", "encyclopedia", "موسوعة"),
            Term("web_page", "web page", "صفحة ويب"),
            Term("social_media_post", "social media post", "منشور على وسائل التواصل"),
            Term("photo_set", "photo set", "مجموعة صور"),
            Term("video", "video", "مقطع مصور"),
            Term("other", "other", "غير ذلك"),
        )
    ),
)

TEXT_KIND = Vocabulary(
    "text_kind",
    N_("Archived text"),
    our_own(
        (
            Term("full_text", "full text", "النص الكامل"),
            Term("excerpt", "excerpt", "مقتطف"),
            Term("abstract", "abstract in our words", "ملخص بكلماتنا"),
        )
    ),
)

MONUMENT_KIND = Vocabulary(
    "monument_kind",
    N_("Monument kind"),
    our_own(
        (
            Term("archaeological_site", "archaeological site", "موقع أثري"),
            Term("settlement", "settlement", "تجمع سكني"),
            Term("temple", "temple", "معبد"),
            Term("church", "church", "كنيسة"),
            Term("mosque", "mosque", "مسجد"),
            Term("shrine", "shrine", "مزار"),
            Term("theatre", "theatre", "مسرح"),
            Term("arch", "arch", "قوس"),
            Term("tetrapylon", "tetrapylon", "تترابيلون"),
            Term("colonnade", "colonnade", "شارع أعمدة"),
            Term("column", "column", "عمود"),
            Term("agora", "agora", "أغورا"),
            Term("baths", "baths", "حمّامات"),
            Term("house", "house", "بيت"),
            Term("palace", "palace", "قصر"),
            Term("camp", "camp", "معسكر"),
            Term("castle", "castle", "قلعة"),
            Term("wall", "wall", "سور"),
            Term("gate", "gate", "بوابة"),
            Term("aqueduct", "aqueduct", "قناة مياه"),
            Term("spring", "spring", "نبع"),
            Term("necropolis", "necropolis", "مقبرة أثرية"),
            Term("tower_tomb", "tower tomb", "مدفن برجي"),
            Term("tomb", "tomb", "مدفن"),
            Term("museum", "museum", "متحف"),
            Term("statue", "statue", "تمثال"),
            Term("relief", "relief", "منحوتة بارزة"),
            Term("inscription", "inscription", "نقش كتابي"),
            Term("object", "object", "قطعة أثرية"),
            Term("collection", "collection", "مجموعة مقتنيات"),
            Term("other", "other", "غير ذلك"),
        )
    ),
)

IMAGE_KIND = Vocabulary(
    "image_kind",
    N_("Image kind"),
    our_own(
        (
            Term("image", "image", "صورة"),
            Term("video", "video", "مقطع مصور"),
        )
    ),
)

NAME_KIND = Vocabulary(
    "name_kind",
    N_("Name kind"),
    our_own(
        (
            Term("official", "official name", "اسم رسمي"),
            Term("alternative", "alternative name", "اسم بديل"),
            Term("ancient", "ancient name", "اسم قديم"),
            Term("transliteration", "transliteration", "كتابة بحروف أخرى"),
            Term("translation", "translation", "ترجمة"),
            Term("abbreviation", "abbreviation", "اختصار"),
            Term("spelling", "other spelling", "تهجئة أخرى"),
        )
    ),
)
