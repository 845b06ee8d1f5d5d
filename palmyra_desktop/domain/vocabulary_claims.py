"""Controlled lists about claims and sources: stance, hedge, status, confidence, reliability."""

from palmyra_desktop.domain.vocabulary_terms import Term, Vocabulary, our_own
from palmyra_desktop.i18n import N_

STANCE = Vocabulary(
    "stance",
    N_("Stance"),
    (
        Term("asserts", "asserts", "يقول"),
        Term("confirms", "confirms", "يؤكد"),
        Term("denies", "denies", "ينفي"),
        Term("doubts", "doubts", "يشكك"),
        Term("concedes", "concedes", "يقرّ"),
        Term("predicts", "predicts", "يتوقع"),
        Term("demands", "demands", "يطالب"),
    ),
)

HEDGE = Vocabulary(
    "hedge",
    N_("Hedge"),
    (
        Term("none", "none", "بلا تحفظ"),
        Term("likely", "likely", "مرجّح"),
        Term("reported", "reported", "بحسب تقارير"),
        Term("alleged", "alleged", "مزعوم"),
        Term("unconfirmed", "unconfirmed", "غير مؤكد"),
        Term("believed", "believed", "يُعتقد"),
    ),
)

CLAIM_STATUS = Vocabulary(
    "claim_status",
    N_("Status"),
    (
        Term("accepted", "accepted", "مقبول"),
        Term("conflict", "conflict", "تعارض"),
        Term("work_needed", "work needed", "يحتاج عملاً"),
        Term("issue", "issue", "مشكلة"),
    ),
)

CONFIDENCE = Vocabulary(
    "confidence",
    N_("Confidence"),
    (
        Term("very_high", "very high", "عالية جداً"),
        Term("high", "high", "عالية"),
        Term("normal", "normal", "عادية"),
        Term("low", "low", "منخفضة"),
        Term("very_low", "very low", "منخفضة جداً"),
    ),
)

# The Admiralty code; its letters and figures are the keys.
SOURCE_RELIABILITY = Vocabulary(
    "source_reliability",
    N_("Reliability of the source"),
    (
        Term("A", "A: completely reliable", "A: موثوق تماماً"),
        Term("B", "B: usually reliable", "B: موثوق عادةً"),
        Term("C", "C: fairly reliable", "C: موثوق إلى حد ما"),
        Term("D", "D: not usually reliable", "D: غير موثوق عادةً"),
        Term("E", "E: unreliable", "E: غير موثوق"),
        Term("F", "F: reliability cannot be judged", "F: لا يمكن الحكم على موثوقيته"),
    ),
)

INFORMATION_CREDIBILITY = Vocabulary(
    "information_credibility",
    N_("Credibility of the information"),
    (
        Term("1", "1: confirmed by other sources", "1: أكدتها مصادر أخرى"),
        Term("2", "2: probably true", "2: صحيحة على الأرجح"),
        Term("3", "3: possibly true", "3: ربما صحيحة"),
        Term("4", "4: doubtful", "4: مشكوك فيها"),
        Term("5", "5: improbable", "5: مستبعدة"),
        Term("6", "6: truth cannot be judged", "6: لا يمكن الحكم على صحتها"),
    ),
)

SENSITIVITY = Vocabulary(
    "sensitivity",
    N_("Sensitivity"),
    (
        Term("not_sensitive", "not sensitive", "غير حساس"),
        Term("personal_information_visible", "personal information visible", "معلومات شخصية ظاهرة"),
        Term("graphic_violence", "graphic violence", "مشاهد عنف"),
        Term("deleted_by_source", "deleted by source", "حذفه المصدر"),
        Term("misleading", "misleading", "مضلل"),
    ),
)

DATE_BASIS = Vocabulary(
    "date_basis",
    N_("Basis of the date"),
    our_own(
        (
            Term("stated", "stated", "مذكور"),
            Term("inferred", "inferred", "مستنتج"),
        )
    ),
)
