"""The chain of custody of a file or text: when it was taken in, from where, by whom; each look since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.text import is_sha256
from palmyra_desktop.i18n import N_, _


class Step(StrEnum):
    """What was done, and for a look at it, what it gave."""

    TAKEN_IN = "taken_in"
    AS_IT_WAS = "as_it_was"
    CHANGED = "changed"
    MISSING = "missing"


STEPS: dict[Step, str] = {
    Step.TAKEN_IN: N_("taken in"),
    Step.AS_IT_WAS: N_("looked at: as it was taken in"),
    Step.CHANGED: N_("looked at: not what was taken in"),
    Step.MISSING: N_("looked at: missing"),
}
"""Each step in words, to be translated."""


@dataclass(frozen=True, slots=True)
class Custody:
    """One step of the chain.

    Attributes:
        at_utc: ISO 8601 with offset Z. sha256: of the file, or of the text's UTF-8 bytes, as it was taken in.
        origin: an address, or the name of a file without its folder; "" where nobody said.
        what: file or text. how: the act in words. initiator: window, cli, import or sample.
    """

    ref: RecordRef
    at_utc: str
    step: Step
    what: str
    sha256: str
    origin: str
    author: str
    how: str
    initiator: str


def custody_values(step: Custody) -> dict[str, str | None]:
    """Return a step as plain values for a file."""
    return {
        "at": step.at_utc,
        "step": step.step.value,
        "what": step.what,
        "sha256": step.sha256,
        "origin": step.origin or None,
        "author": step.author or None,
        "how": step.how,
        "initiator": step.initiator,
    }


def custody_of(ref: RecordRef, values: object) -> Custody:
    """Return the step that plain values of a file tell, of a record of this archive.

    Raises:
        ValueError: if they tell none.
    """
    if not isinstance(values, Mapping):
        raise ValueError(values)
    told = {key: values.get(key) or "" for key in _KEYS}
    texts = {key: value for key, value in told.items() if isinstance(value, str)}
    if len(texts) < len(told) or texts["what"] not in _HELD or not is_sha256(texts["sha256"]):
        raise ValueError(values)
    if datetime.fromisoformat(texts["at"]).tzinfo is None:
        raise ValueError(values)
    return Custody(ref, texts.pop("at"), Step(texts.pop("step")), **texts)


_HELD = ("file", "text")
_KEYS = ("at", "step", "what", "sha256", "origin", "author", "how", "initiator")


def custody_words(step: Custody) -> str:
    """Return a step in words, without its time: "taken in from p.jpg by Amal (Attach p.jpg)"."""
    parts = [_(STEPS[step.step])]
    if step.origin:
        parts.append(_("from {origin}").format(origin=step.origin))
    if step.author:
        parts.append(_("by {author}").format(author=step.author))
    if step.step is Step.TAKEN_IN and step.how:
        parts.append(f"({step.how})")
    return " ".join(parts)
