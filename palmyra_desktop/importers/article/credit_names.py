"""Who credits of pictures name: agencies, archives and the other words that stand beside photographers.

Keys are in lower case, as `credits.py` looks them up; what they lead to is the name as it is shown.
"""

DISTRIBUTORS = frozenset(
    {
        *("Getty Images", "Alamy", "Shutterstock", "iStock", "Corbis", "Bridgeman Images", "Rex Features"),
        *("NurPhoto", "LightRocket", "ZUMA Press", "Barcroft Media", "Reuters Connect", "Flickr"),
    }
)
"""Who passes on what others made; one alone in a credit is taken for the provider."""

_AS_WRITTEN = (
    *("Getty Images", "Alamy", "Shutterstock", "iStock", "Corbis", "Bridgeman Images", "Rex Features"),
    *("NurPhoto", "LightRocket", "ZUMA Press", "Barcroft Media", "Flickr", "Reuters", "Reuters TV", "AFP"),
    *("AP", "EPA", "SANA", "DPA", "ANSA", "TASS", "Sputnik", "Xinhua", "Anadolu", "Gamma-Rapho", "Magnum"),
    *(
        "UPI",
        "PA",
        "PA Wire",
        "Press Association",
        "EFE",
        "Kyodo",
        "IRNA",
        "Tasnim",
        "RIA Novosti",
        "Interfax",
    ),
    *(
        "Ruptly",
        "RT",
        "CNN",
        "BBC",
        "BBC News",
        "ITV",
        "NBC",
        "CBS",
        "ABC",
        "Al Jazeera",
        "Al Arabiya",
        "Amaq",
    ),
    *("Rudaw", "Storyful", "Keystone", "Airbus DS", "DigitalGlobe", "Maxar", "Planet Labs", "UrtheCast"),
    *("CNES", "UNITAR", "UNOSAT", "UNITAR-UNOSAT", "UNITAR/UNOSAT", "UNESCO", "United Nations", "UN Photo"),
    *("ASOR", "DGAM", "ICOMOS", "ICCROM", "APSA", "Wikimedia Commons", "Wikipedia", "Twitter", "Facebook"),
    *("YouTube", "Instagram", "Telegram", "De Agostini", "Odysseum", "Syrian Observatory for Human Rights"),
    *("Sipa", "Sipa USA", "Abaca", "Hans Lucas", "Polaris", "Redux", "VII", "Panos", "Zuma", "WENN", "AAP"),
    *("Metropolitan Museum of Art", "British Museum", "Louvre", "Library of Congress", "Google Earth"),
)
_OTHERWISE = {
    "thomson reuters": "Reuters",
    "reuters photo": "Reuters",
    "afp photo": "AFP",
    "agence france-presse": "AFP",
    "agence france presse": "AFP",
    "ap photo": "AP",
    "ap images": "AP",
    "ap video": "AP",
    "associated press": "AP",
    "the associated press": "AP",
    "epa-efe": "EPA",
    "european pressphoto agency": "EPA",
    "syrian arab news agency": "SANA",
    "getty": "Getty Images",
    "anadolu agency": "Anadolu",
    "alamy stock photo": "Alamy",
    "rex": "Rex Features",
    "rex/shutterstock": "Shutterstock",
    "dgam syria": "DGAM",
    "gamma rapho": "Gamma-Rapho",
    "picture alliance": "Picture Alliance",
    "picture-alliance": "Picture Alliance",
    "the guardian": "The Guardian",
    "the new york times": "The New York Times",
    "unosat-unitar": "UNITAR-UNOSAT",
    "رويترز": "Reuters",
    "سانا": "SANA",
    "فرانس برس": "AFP",
    "أ ف ب": "AFP",
    "أسوشيتد برس": "AP",
    "غيتي": "Getty Images",
    "الأناضول": "Anadolu",
    "ويكيميديا": "Wikimedia Commons",
}
PROVIDERS = {name.casefold(): name for name in _AS_WRITTEN} | _OTHERWISE
"""Agencies, archives and providers by what they may be called."""

UNNAMED = {
    "handout": "(handout)",
    "handout photo": "(handout)",
    "ho": "(handout)",
    "social media": "(social media)",
    "social media website": "(social media)",
    "social networks": "(social media)",
    "social media account": "(social media)",
    "courtesy": "(courtesy, unnamed)",
    "supplied": "(handout)",
    "provided": "(handout)",
    "submitted": "(handout)",
    "توزيع": "(handout)",
    "وسائل التواصل": "(social media)",
}
"""Where a picture came from, though nobody is named."""

SAYS_NOTHING = frozenset(
    {
        *(
            "file",
            "file photo",
            "stringer",
            "str",
            "stf",
            "pool",
            "photo",
            "photos",
            "picture",
            "via",
            "video",
        ),
        *(
            "handouts",
            "reuters photo file",
            "archive",
            "archives",
            "screengrab",
            "screenshot",
            "drone",
            "staff",
            "inc",
            "llc",
            "ltd",
        ),
    }
)
"""Words of a credit that name nobody."""

ORGANISATION_WORDS = frozenset(
    {
        *(
            "agency",
            "agencies",
            "archive",
            "archives",
            "army",
            "art",
            "arts",
            "association",
            "authority",
            "bank",
        ),
        *("center", "centre", "channel", "collection", "collections", "college", "command", "commission"),
        *("commons", "company", "corps", "council", "department", "directorate", "directorate-general", "ds"),
        *("embassy", "fund", "foundation", "gallery", "government", "group", "heritage", "images", "imaging"),
        *(
            "initiative",
            "initiatives",
            "institute",
            "institution",
            "international",
            "journal",
            "library",
            "ltd",
        ),
        *("magazine", "media", "military", "ministry", "mission", "monitor", "museum", "museums", "nations"),
        *("network", "news", "observatory", "office", "organisation", "organization", "photo", "photos"),
        *(
            "pictures",
            "police",
            "press",
            "production",
            "productions",
            "project",
            "radio",
            "release",
            "society",
        ),
        *(
            "service",
            "services",
            "school",
            "schools",
            "space",
            "state",
            "syria",
            "team",
            "television",
            "times",
        ),
        *("labs", "technologies", "technology", "inc", "pbc", "llc", "screengrab"),
        *("today", "trust", "tv", "union", "university", "video", "watch", "website", "defence", "defense"),
        *("وزارة", "وكالة", "متحف", "المديرية", "جامعة", "منظمة"),
    }
)
"""Words that no person's name holds, but an organisation's."""

PARTICLES = frozenset(
    {
        *("de", "da", "di", "du", "des", "del", "della", "van", "von", "der", "den", "ten", "la", "le", "el"),
        *("al", "ad", "ar", "as", "bin", "ben", "ibn", "bint", "abu", "y", "e", "of", "the", "for", "and"),
        *("in", "at", "et", "und", "zu", "dos", "san", "st", "on", "&", "-"),
    }
)
"""Words of names that begin with a small letter."""
