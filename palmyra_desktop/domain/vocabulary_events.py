"""Controlled lists about events and actors: kinds, roles, clarity, precision of a place."""

from palmyra_desktop.domain.vocabulary_terms import Term, Vocabulary
from palmyra_desktop.i18n import N_

ACTOR_KIND = Vocabulary(
    "actor_kind",
    N_("Actor kind"),
    (
        Term("state_forces", "state forces", "قوات حكومية"),
        Term("non_state_armed_group", "non-state armed group", "جماعة مسلحة من غير الدول"),
        Term("militia", "militia", "ميليشيا"),
        Term("external_forces", "external forces", "قوات خارجية"),
        Term("government_body", "government body", "جهة حكومية"),
        Term("government_official", "government official", "مسؤول حكومي"),
        Term("heritage_authority", "heritage authority", "سلطة معنية بالآثار"),
        Term("museum", "museum", "متحف"),
        Term("monitoring_organisation", "monitoring organisation", "منظمة رصد", ours=True),
        Term("news_agency", "news agency", "وكالة أنباء", ours=True),
        Term("news_outlet", "news outlet", "وسيلة إعلامية", ours=True),
        Term("international_organisation", "international organisation", "منظمة دولية"),
        Term("satellite_imagery_provider", "satellite-imagery provider", "مزود صور فضائية", ours=True),
        Term("research_body", "research body", "جهة بحثية"),
        Term("individual", "individual", "فرد"),
        Term("unknown", "unknown", "غير معروف"),
    ),
)

ACTOR_ROLE = Vocabulary(
    "actor_role",
    N_("Role"),
    (
        Term("perpetrator", "perpetrator", "مرتكب"),
        Term("participant", "participant", "مشارك"),
        Term("target", "target", "مستهدف"),
        Term("victim", "victim", "ضحية"),
        Term("controller", "controller", "مسيطر"),
        Term("claimant", "claimant", "صاحب القول"),
        Term("intervening_party", "intervening party", "طرف متدخل"),
        Term("witness", "witness", "شاهد"),
    ),
)

EVENT_KIND = Vocabulary(
    "event_kind",
    N_("Event kind"),
    (
        Term("armed_clash", "armed clash", "اشتباك مسلح"),
        Term("government_regains_territory", "government regains territory", "استعادة الحكومة أرضاً"),
        Term(
            "non_state_actor_overtakes_territory",
            "non-state actor overtakes territory",
            "استيلاء جهة من غير الدول على أرض",
        ),
        Term(
            "non_violent_transfer_of_territory",
            "non-violent transfer of territory",
            "انتقال السيطرة على أرض دون عنف",
        ),
        Term("air_drone_strike", "air/drone strike", "ضربة جوية / بطائرة مسيّرة"),
        Term("shelling_artillery", "shelling/artillery", "قصف / مدفعية"),
        Term(
            "remote_explosive_landmine_ied",
            "remote explosive/landmine/IED",
            "تفجير عن بعد / لغم أرضي / عبوة ناسفة",
        ),
        Term("looting_property_destruction", "looting/property destruction", "نهب / تدمير ممتلكات"),
        Term("destruction_of_heritage", "destruction of heritage", "تدمير التراث", ours=True),
        Term("demolition", "demolition", "هدم"),
        Term("control_of_territory", "control of territory", "السيطرة على أرض", ours=True),
        Term("attack_on_civilians", "attack on civilians", "هجوم على مدنيين"),
        Term("killing", "killing", "قتل"),
        Term("assessment_mission", "assessment mission", "بعثة تقييم"),
        Term("restoration", "restoration", "ترميم"),
        Term("statement", "statement", "تصريح"),
        Term("other", "other", "غير ذلك"),
    ),
)

# The drawings of resources/icons: broken shaft, flag, bust with a stroke, eye.
_ICONS = {
    "k_destr": ("looting_property_destruction", "destruction_of_heritage", "demolition"),
    "k_force": (
        "armed_clash",
        "government_regains_territory",
        "non_state_actor_overtakes_territory",
        "non_violent_transfer_of_territory",
        "air_drone_strike",
        "shelling_artillery",
        "remote_explosive_landmine_ied",
        "control_of_territory",
    ),
    "k_kill": ("attack_on_civilians", "killing"),
    "k_know": ("assessment_mission", "restoration", "statement", "other"),
}


def event_icon(event_kind: str | None) -> str:
    """Return the name of the drawing for an event kind; "event" for none and for a kind users added."""
    return next((icon for icon, kinds in _ICONS.items() if event_kind in kinds), "event")


EVENT_CLARITY = Vocabulary(
    "event_clarity",
    N_("Clarity"),
    (
        Term("clear", "clear", "واضح"),
        Term("unclear", "unclear", "غير واضح"),
    ),
)

PLACE_PRECISION = Vocabulary(
    "place_precision",
    N_("Precision of the place"),
    (
        Term("exact", "exact (10 m)", "دقيق (١٠ م)"),
        Term("vicinity", "vicinity (100 m)", "الجوار (١٠٠ م)"),
        Term("locality", "locality (1 km)", "المحلة (١ كم)"),
        Term("region", "region", "المنطقة"),
        Term("unknown", "unknown", "غير معروف"),
    ),
)
