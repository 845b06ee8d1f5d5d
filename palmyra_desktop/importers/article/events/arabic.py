"""Acts in Arabic: a first few verbs, as a proof that a language is one file."""

import re

from palmyra_desktop.importers.article.events.words import Language, Trigger


def _trigger(key: str, kind: str, group: str, words: str, damage: str | None = None) -> Trigger:
    return Trigger(f"event.ar.{key}", re.compile(rf"(?<!\w)[وف]?(?:{words})(?!\w)"), kind, group, damage)


ARABIC = Language(
    (
        _trigger("destruction", "destruction_of_heritage", "destruction", "دمر|دمرت|دمّر|دمّرت|فجر|فجرت|فجّر|فجّرت|نسف|نسفت|هدم|هدمت|تدمير|تفجير", "destroyed"),
        _trigger("recapture", "government_regains_territory", "capture", "استعاد|استعادت|حرر|حررت|استعادة|تحرير"),
        _trigger("capture", "non_state_actor_overtakes_territory", "capture", "سيطر|سيطرت|احتل|احتلت|استولى|استولت"),
        _trigger("killing", "killing", "killing", "قتل|قتلت|أعدم|أعدمت|إعدام|اغتيال"),
        _trigger("looting", "looting_property_destruction", "looting", "نهب|نهبت|سرق|سرقت|سرقة"),
        _trigger("shelling", "shelling_artillery", "combat", "قصف|قصفت"),
        _trigger("combat", "armed_clash", "combat", "اشتباكات|معارك"),
    ),
    re.compile(r"(?<!\w)(?:لم|لن|قد\s+ي\w+|سوف|يعتزم|هدد|هددت|خشية|مخاوف)(?!\w)"),
    re.compile(r"[؛;:]\s|،\s+(?:و|فيما|بينما|حيث)"),
)  # fmt: skip
