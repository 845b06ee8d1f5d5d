"""Records as text and as a table of HTML, for the clipboard; no formulas where they are pasted."""

from collections.abc import Sequence
from html import escape

from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.formulas import harmless
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.shown import shown
from palmyra_desktop.i18n import _, is_right_to_left


def as_text(records: Sequence[Record], fields: Sequence[Field]) -> str:
    """Return rows of cells parted by tabs, the names of the columns first."""
    rows = [[_(field.label) for field in fields]]
    rows += [[_cell(record, field) for field in fields] for record in records]
    return "".join("\t".join(row) + "\n" for row in rows)


def as_html(records: Sequence[Record], fields: Sequence[Field]) -> str:
    """Return a table for a text processor; its columns are named."""
    direction = "rtl" if is_right_to_left() else "ltr"
    head = "".join(f"<th>{escape(_(field.label))}</th>" for field in fields)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td dir="auto">{escape(harmless(shown(field, getattr(record, field.key))))}</td>'
            for field in fields
        )
        + "</tr>"
        for record in records
    )
    return f'<table dir="{direction}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _cell(record: Record, field: Field) -> str:
    return harmless(" ".join(shown(field, getattr(record, field.key)).split()))
