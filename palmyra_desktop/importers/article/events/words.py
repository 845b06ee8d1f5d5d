"""What the words of one language say of acts: triggers with their kind, and what makes an act none."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an act.

    Attributes:
        key: what findings name the rule by. kind: a key of `event_kind`. group: of acts that may be one act.
        damage: a key of `damage`, None where they do not say.
    """

    key: str
    pattern: re.Pattern[str]
    kind: str
    group: str
    damage: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words of one language.

    Attributes:
        triggers: of those that overlap the longest is taken. unreal: words before a trigger, in its clause,
            that make it a plan, a fear, a wish or a denial. breaks: where a clause ends and another begins.
        again: how a clause begins that tells the act before it of another day, "and again on 3 May".
        attribute: words around a trigger, "§" in its place, in which it only tells which things are meant.
    """

    triggers: tuple[Trigger, ...]
    unreal: re.Pattern[str]
    breaks: re.Pattern[str]
    again: re.Pattern[str] | None = None
    attribute: re.Pattern[str] | None = None
