"""What the commands print: tables, CSV and JSON of lists, and one record as text."""

import csv
import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.control_marks import escaped, pictured
from palmyra_desktop.domain.custody import custody_values, custody_words
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.file_form import cell, record_values, value_keys
from palmyra_desktop.domain.found import Detail
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.shown import claimants, claimed, claimed_field, date_in_words, role, shown, term
from palmyra_desktop.exporters.csv_table import csv_cells
from palmyra_desktop.i18n import _

_GAP = "  "


def print_list(
    kind: Kind, records: Iterable[Record], columns: tuple[str, ...] | None, format_: str, out: TextIO
) -> None:
    """Print records, in the order given, as a table, CSV or JSON."""
    if format_ == "json":
        _print_json(records, columns, out)
    elif format_ == "csv":
        keys = columns or value_keys(kind)
        shown_as = pictured if out.isatty() else str  # a program that reads it gets what is there
        rows = csv.writer(out)
        rows.writerow(keys)
        rows.writerows(map(shown_as, csv_cells(record, keys)) for record in records)
    else:
        _print_table(kind, records, columns, out)


def detail_values(detail: Detail) -> dict[str, object]:
    """Return a record with its claims as plain values for JSON."""
    claims = [record_values(claim) for claim in detail.claims]
    found = {**record_values(detail.record), "claims": claims, "chosen": dict(detail.chosen)}
    if detail.record.kind in (Kind.IMAGE, Kind.SOURCE):
        found["custody"] = [custody_values(step) for step in detail.custody]
    return found


def detail_text(detail: Detail) -> str:
    """Return a record with its claims as lines for a reader."""
    record = detail.record
    described = record_type(record.kind)
    lines = [f"{_(described.label)} #{record.id}", heading(record), ""]
    lines += [f"{_(f.label)}: {words}" for f in described.fields if (words := _field_words(record, f))]
    for group in detail.linked:
        lines.append(f"{_(group.label)}: " + "; ".join(link.title for link in group.links))
    if detail.custody:
        lines += ["", _("Chain of custody")]
        lines += [f"- {step.at_utc} {custody_words(step)}" for step in detail.custody]
    if detail.claims:
        lines += ["", _("Who says so")]
        for claim in detail.claims:
            lines += _claim_lines(claim)
    return pictured("\n".join(lines)) + "\n"


def _print_json(records: Iterable[Record], columns: tuple[str, ...] | None, out: TextIO) -> None:
    kept = None if columns is None else {"id", "kind", "title", *columns}
    out.write("[")
    for index, record in enumerate(records):
        values = record_values(record)
        if kept is not None:
            values = {key: value for key, value in values.items() if key in kept}
        out.write(",\n" if index else "\n")
        out.write(escaped(json.dumps(values, ensure_ascii=False)))
    out.write("\n]\n")


def _print_table(kind: Kind, records: Iterable[Record], columns: tuple[str, ...] | None, out: TextIO) -> None:
    described = record_type(kind)
    keys = ("id", *(columns or tuple(f.key for f in described.fields if f.shown)))
    keys = tuple(dict.fromkeys(keys))
    labels = [_(described.field(key).label) if described.has_field(key) else key for key in keys]
    rows = [[_cell(record, key) for key in keys] for record in records]
    widths = [max(map(_width, column)) for column in zip(labels, *rows, strict=True)]
    if out.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns)
    for row in [labels, *rows]:
        out.write(_GAP.join(_padded(text, width) for text, width in zip(row, widths, strict=True)).rstrip())
        out.write("\n")


def _cell(record: Record, key: str) -> str:
    described = record_type(record.kind)
    if described.has_field(key):
        field = described.field(key)
        value = getattr(record, key)
        # A date stays EDTF: a reader of a terminal may want to type it back.
        words = cell(value) if field.type in (FieldType.DATE, FieldType.COUNT) else shown(field, value)
    else:
        words = cell(record_values(record)[key])
    return pictured(" ".join(words.split()))


def _field_words(record: Record, field: Field) -> str:
    if field.type is FieldType.LINKS:
        links = getattr(record, field.key)
        return "; ".join(f"{x.title} ({role(x)})" if x.role else x.title for x in links)
    if field.type is FieldType.DATE and (span := getattr(record, field.key)):
        return f"{date_in_words(span)} ({span})"
    return shown(field, getattr(record, field.key))


def _claim_lines(claim: Claim) -> Iterator[str]:
    verb = claim.verb or term("stance", claim.stance)
    about = claimed_field(claim.subject.kind, claim.field)
    yield f"- {about}: {claimants(claim)} {verb}: {claimed(claim)} ({term('claim_status', claim.status)})"
    if claim.words:
        yield f'  "{claim.words}"'
    parts = (
        claim.source.title if claim.source else None,
        claim.publisher,
        date_in_words(claim.said),
        claim.via,
    )
    yield "  " + " · ".join(part for part in parts if part)


def _width(text: str) -> int:
    """Columns a text takes on a terminal: wide characters two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def _padded(text: str, width: int) -> str:
    if _width(text) > width:
        while text and _width(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - _width(text))


def _fitted(widths: Sequence[int], total: int) -> list[int]:
    """Narrow the widest columns until the row fits the terminal; none below 8."""
    fitted = list(widths)
    while sum(fitted) + len(_GAP) * (len(fitted) - 1) > total and max(fitted) > 8:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def progress(words: str) -> Callable[[int, int | None], None] | None:
    """Return what tells on standard error how far a work is; None where nobody watches."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int | None) -> None:
        share = f" {100 * done // total} %" if total else ""
        end = "\n" if done == total else ""
        print(f"\r{words}{share}", end=end, file=sys.stderr, flush=True)

    return tell


def use_utf8() -> None:
    """Let standard output and error carry UTF-8, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")
