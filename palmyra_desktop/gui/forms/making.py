"""Which fields a form shows, and the editor of each, by what the field holds."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from palmyra_desktop.domain.claim import SPECIAL_FIELDS
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import RECORD_TYPES, record_type
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.gui.forms.editor import (
    DateEditor,
    Editor,
    LatitudeEditor,
    LineEditor,
    NumberEditor,
    PageEditor,
)
from palmyra_desktop.gui.forms.files import FileEditor
from palmyra_desktop.gui.forms.links import LinksEditor
from palmyra_desktop.gui.forms.rows import RowsEditor
from palmyra_desktop.gui.forms.terms import TermEditor
from palmyra_desktop.i18n import N_, _, language

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context

Terms = Mapping[str, tuple[Term, ...]]
"""Vocabulary key to its terms, the user's own among them."""

TEXT = Field("text", N_("Text"), FieldType.QUOTE)
"""A source's archived text, read and written beside its fields; claims in it move with their words."""
_SET_BY_PROGRAM = ("media_type",)
"""What attaching a file fills in."""


def form_fields(kind: Kind) -> tuple[Field, ...]:
    """Return the fields a form shows: what a person enters, without what the program finds out by itself."""
    entered = tuple(
        field
        for field in record_type(kind).entered
        if field.type is not FieldType.HASH and field.in_table and field.key not in _SET_BY_PROGRAM
    )
    return (*entered, TEXT) if kind is Kind.SOURCE else entered


def _claimable() -> list[tuple[str, str]]:
    """Return the fields a claim may be about, of any kind of record, as (label, key)."""
    labels = {key: _(label) for key, label in SPECIAL_FIELDS}
    for kind in RECORD_TYPES:
        labels |= {field.key: _(field.label) for field in kind.fields if field.claimable}
    return [(label, key) for key, label in labels.items()]


def editor_of(
    context: "Context", kind: Kind, field: Field, terms: Terms, number: Callable[[], int] | None
) -> Editor:
    """Return the editor of a field of a kind of record.

    Args:
        number: gives a negative id to each record that is to be made with the one of the form; None: none
            can be made, nor a new term.
    """
    theme = context.theme
    if (kind, field.key) == (Kind.CLAIM, "field"):
        return TermEditor(theme, field, _claimable())
    if field.key == "latitude":
        return LatitudeEditor(theme, field)
    if field.key == "file_name":
        return FileEditor(theme, kind, field)
    match field.type:
        case FieldType.DATE:
            return DateEditor(theme, field)
        case FieldType.NUMBER | FieldType.COUNT:
            return NumberEditor(theme, field)
        case FieldType.LONG_TEXT | FieldType.QUOTE:
            return PageEditor(theme, field)
        case FieldType.TERM:
            labels = [
                (one.label_ar if language() == "ar" else one.label_en, one.key)
                for one in terms.get(field.vocabulary or "", ())
            ]
            return TermEditor(theme, field, labels, can_grow=number is not None)
        case FieldType.LINK | FieldType.LINKS:
            with_roles = (kind, field.key) == (Kind.EVENT, "actors")
            return LinksEditor(context, field, with_roles, number)
        case FieldType.NAMES | FieldType.IDENTIFIERS | FieldType.TEXTS:
            return RowsEditor(theme, field)
        case _:
            return LineEditor(theme, field)
