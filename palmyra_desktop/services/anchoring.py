"""The exact words of claims in their texts: kept in place when these are edited, and put in place anew."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from palmyra_desktop.domain.anchor import find, recorded, selector
from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive

_TEXT = "text"


def anchor_edit(claim: Claim, text: str, start: int, end: int) -> Edit:
    """Return the edit that lets a claim's words be those at a place of its source's text."""
    words = selector(text, start, end)
    values = {
        "words": words.words,
        "start": start,
        "end": end,
        "prefix": words.prefix or None,
        "suffix": words.suffix or None,
        "anchor_sha256": sha256(text.encode()).hexdigest(),
    }
    return Edit(Action.UPDATE, Kind.CLAIM, claim.id, claim.version, values)


def anchor(
    archive: Archive, claim: Claim, start: int, end: int, *, author: str = "", initiator: str = "window"
) -> ChangeSet:
    """Let a claim's words be those at a place of its source's text, as one act.

    Raises:
        ValueError: if the claim names no source with a text, or the place is none in it.
        Conflict, KnownError: as `editing.apply`.
    """
    from palmyra_desktop.services.editing import apply  # which asks this module what moves with a text

    text = archive.source_text(claim.source.id) if claim.source else None
    if text is None or not 0 <= start < end <= len(text.text):
        raise ValueError(f"no place in a text: {start} to {end}")
    edit = anchor_edit(claim, text.text, start, end)
    return apply(archive, (edit,), label=_("Anchor the words of a claim"), author=author, initiator=initiator)


def moved_with(archive: Archive, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield what keeps claims at their words when edits change the texts these stand in.

    Claims whose words the new text does not have stay as they are: they are told as lost, not dropped.
    """
    touched = {edit.id for edit in edits if edit.kind is Kind.CLAIM}
    for edit in edits:
        if edit.kind is Kind.SOURCE and edit.action is Action.UPDATE and edit.values.get(_TEXT):
            new = str(edit.values[_TEXT])
            for claim in archive.claims_in(edit.id):
                if claim.words and claim.id not in touched:
                    found = find(new, recorded(claim))
                    if len(found) == 1:
                        yield anchor_edit(claim, new, found[0].start, found[0].end)
