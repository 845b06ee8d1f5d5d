"""What the words of one language say of acts: triggers with their kind, and what makes an act none."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an act.

    Attributes:
        key: what findings name the rule by. kind: a key of `event_kind`. group: acts that may be the same act.
        damage: a key of `damage`, None where they do not say.
    """

    key: str
    pattern: re.Pattern[str]
    kind: str
    group: str
    damage: str | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language.

    Attributes:
        triggers: the first that fits at a place is taken. unreal: words before a trigger, in its clause, that make
            it a plan, a fear, a wish or a denial. habitual: words right before it that make it no act.
        breaks: where a clause ends and another begins. by: what comes before who did it, in the passive.
    """

    triggers: tuple[Trigger, ...]
    unreal: re.Pattern[str]
    breaks: re.Pattern[str]
    by: re.Pattern[str]
