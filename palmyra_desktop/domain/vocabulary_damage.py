"""Controlled lists about the state of a monument: damage, condition, cause, effect, satellite classes."""

from dataclasses import dataclass

from palmyra_desktop.domain.vocabulary_terms import Term, Vocabulary
from palmyra_desktop.i18n import N_

DAMAGE = Vocabulary(
    "damage",
    N_("Damage"),
    (
        Term("intact", "intact", "سليم"),
        Term("no_visible_or_known_damage", "no visible or known damage", "لا ضرر مرئي أو معروف"),
        Term("slight", "slight", "طفيف"),
        Term("moderate", "moderate", "متوسط"),
        Term("severe", "severe", "شديد"),
        Term("destroyed", "destroyed", "مدمر"),
        Term("unknown", "unknown", "غير معروف"),
    ),
)

CONDITION = Vocabulary(
    "condition",
    N_("Condition"),
    (
        Term("good", "good", "جيد"),
        Term("fair", "fair", "مقبول"),
        Term("poor", "poor", "ضعيف"),
        Term("very_bad", "very bad", "سيئ جداً"),
        Term("destroyed", "destroyed", "مدمر"),
        Term("unknown", "unknown", "غير محدد"),
    ),
)

EXTENT = Vocabulary(
    "extent",
    N_("Extent of damage"),
    (
        Term("none_visible", "none visible", "لا شيء ظاهر"),
        Term("1_10", "1-10 %", "١–١٠٪"),
        Term("11_30", "11-30 %", "١١–٣٠٪"),
        Term("31_60", "31-60 %", "٣١–٦٠٪"),
        Term("61_90", "61-90 %", "٦١–٩٠٪"),
        Term("91_100", "91-100 %", "٩١–١٠٠٪"),
        Term("unknown", "unknown", "غير معروف"),
    ),
)

CAUSE_CATEGORY = Vocabulary(
    "cause_category",
    N_("Category of cause"),
    (
        Term("military_armed_conflict", "military/armed conflict", "أعمال عسكرية / نزاع مسلح"),
        Term("looting_illegal_activities", "looting/illegal activities", "نهب / أنشطة غير مشروعة"),
        Term("vandalism", "vandalism", "تخريب متعمد"),
        Term("religious_activities", "religious activities", "ممارسات دينية"),
        Term("natural", "natural", "عوامل طبيعية"),
        Term("building_and_development", "building and development", "البناء والتطوير العمراني"),
        Term("management_and_institutional", "management and institutional", "عوامل إدارية ومؤسسية"),
        Term("unknown", "unknown", "غير معروف"),
    ),
)

CAUSE = Vocabulary(
    "cause",
    N_("Cause"),
    (
        Term("explosion_heavy_weaponry", "explosion/heavy weaponry", "انفجار / أسلحة ثقيلة"),
        Term("gunfire_light_weaponry", "gunfire/light weaponry", "إطلاق نار / أسلحة خفيفة"),
        Term("demolition", "demolition", "هدم"),
        Term("breaking_smashing", "breaking/smashing", "كسر / تحطيم"),
        Term("landmines", "landmines", "ألغام أرضية"),
        Term("fire", "fire", "حريق"),
        Term("graffiti", "graffiti", "كتابة على الجدران"),
        Term("theft_unauthorised_removal", "theft/unauthorised removal", "سرقة / نقل غير مصرح به"),
        Term("excavation", "excavation", "حفر"),
        Term("occupation_use", "occupation/use", "إشغال / استخدام"),
        Term("reconstruction", "reconstruction", "إعادة بناء"),
        Term("restoration", "restoration", "ترميم"),
        Term("conservation", "conservation", "صون"),
        Term("lack_of_maintenance", "lack of maintenance", "نقص الصيانة"),
        Term("seismic", "seismic", "نشاط زلزالي"),
        Term("water_wind", "water/wind", "مياه / رياح"),
        Term("none_known", "none known", "لا سبب معروف"),
        Term("unknown", "unknown", "غير معروف"),
    ),
)

EFFECT = Vocabulary(
    "effect",
    N_("Effect"),
    (
        Term("collapse_structural_damage", "collapse/structural damage", "انهيار / ضرر إنشائي"),
        Term(
            "cracked_broken_missing_parts",
            "cracked/broken/missing parts",
            "أجزاء متصدعة / مكسورة / مفقودة",
        ),
        Term("burning", "burning", "احتراق"),
        Term("surface_loss", "surface loss", "فقدان في السطح"),
        Term("loss_removal_of_material", "loss/removal of material", "فقدان مواد / إزالتها"),
        Term("displacement", "displacement", "إزاحة من الموضع"),
        Term("unknown", "unknown", "غير معروف"),
    ),
)

CERTAINTY = Vocabulary(
    "certainty",
    N_("Certainty"),
    (
        Term("definite", "definite", "مؤكد"),
        Term("high", "high", "عالي"),
        Term("medium", "medium", "متوسط"),
        Term("low", "low", "ضعيف"),
        Term("negligible", "negligible", "ضئيل"),
        Term("not_applicable", "not applicable", "لا ينطبق"),
    ),
)

SATELLITE_DAMAGE = Vocabulary(
    "satellite_damage",
    N_("Satellite damage class"),
    (
        Term("destroyed", "destroyed", "مدمر"),
        Term("severe_damage", "severe damage", "ضرر شديد"),
        Term("moderate_damage", "moderate damage", "ضرر متوسط"),
        Term("possible_damage", "possible damage", "ضرر محتمل"),
        Term("no_visible_damage", "no visible damage", "لا ضرر مرئي"),
    ),
)


@dataclass(frozen=True, slots=True)
class SatelliteReading:
    """What a satellite class says in the terms of `damage`, `condition` and `certainty`.

    Fields are keys of those lists; None and the empty tuple mean that the class does not say.
    """

    damage: str | None
    condition: str | None
    certainties: tuple[str, ...] = ()


# Ours. What a satellite does not see may still be broken: "no visible damage" never means good.
SATELLITE_CROSSWALK = {
    "destroyed": SatelliteReading("destroyed", "destroyed"),
    "severe_damage": SatelliteReading("severe", "very_bad"),
    "moderate_damage": SatelliteReading("moderate", "poor"),
    "possible_damage": SatelliteReading(None, None, ("low", "medium")),
    "no_visible_damage": SatelliteReading("no_visible_or_known_damage", "unknown"),
}
