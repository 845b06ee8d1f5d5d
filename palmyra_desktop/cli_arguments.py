"""The words of the command line: what each command takes, and filters to criteria."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palmyra_desktop import __version__
from palmyra_desktop.domain.criteria import (
    RELEVANCE,
    Criteria,
    DateFilter,
    DateMode,
    FacetChoice,
    FacetKey,
    Sort,
    TextScope,
)
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import value_keys
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.search_terms import terms
from palmyra_desktop.domain.timeline.lanes import OF_NONE
from palmyra_desktop.i18n import _

FACET_OPTIONS: tuple[str, ...] = (
    "monument",
    "site",
    "actor",
    "claimant",
    "source",
    "publisher",
    "agency",
    "event_kind",
    "damage",
    "status",
)
"""Facets the command line filters by; an option is the name with hyphens, and `--not-` before it excludes."""


class WrongUsage(Exception):
    """Words the command does not understand; exit code 2."""


@dataclass(frozen=True, slots=True)
class Resolver:
    """Turns a name on the command line into the key of a facet, asking the archive."""

    facets_of: Callable[[Kind], tuple[str, ...]]
    kinds_with: Callable[[str], tuple[Kind, ...]]
    key_of: Callable[[str, str], FacetKey]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # raises instead of exiting
        raise WrongUsage(f"{self.format_usage().rstrip()}\n{message}")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    common = _Parser(add_help=False)
    common.add_argument("--archive", metavar="PATH|URL", default=argparse.SUPPRESS)
    top = _Parser(
        prog="palmyra-desktop",
        description=_("Read and write an archive without a window. Without a command the window opens."),
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"palmyra-desktop {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _list(commands.add_parser("list", parents=[common], help=_("list records")))
    _show(commands.add_parser("show", parents=[common], help=_("show one record with its claims")))
    _export(commands.add_parser("export", parents=[common], help=_("write records to a file")))
    _import(commands.add_parser("import", parents=[common], help=_("bring files into the archive")))
    check = commands.add_parser("check", parents=[common], help=_("check the archive"))
    check.add_argument("--json", action="store_true")
    check.add_argument(
        "--record", action="store_true", help=_("log the look at each file and text in its chain of custody")
    )
    mending = check.add_mutually_exclusive_group()
    mending.add_argument(
        "--repair", action="store_true", help=_("make anew what is worked out, after a backup")
    )
    mending.add_argument(
        "--salvage", type=Path, metavar="FILE", help=_("save what can be read into a new archive")
    )
    _backup(commands.add_parser("backup", parents=[common], help=_("copy the archive, and check the copy")))
    commands.add_parser("encrypt", parents=[common], help=_("give the archive a passphrase, or another one"))
    commands.add_parser("decrypt", parents=[common], help=_("take the passphrase of the archive away"))
    commands.add_parser("version", parents=[common], help=_("say which version this is"))
    commands.add_parser("help", parents=[common], help=_("show this help"))
    return top


def criteria(arguments: argparse.Namespace, resolver: Resolver) -> Criteria:
    """Return what the words of `list` or `export` look for.

    Raises:
        WrongUsage: if a filter has no meaning for the kind, or a date or field is none.
        UnknownName: if a name is not, or not only once, in the archive.
    """
    kind: Kind = arguments.kind
    choices = tuple(_choices(arguments, kind, resolver))
    start, end = _date(arguments.start), _date(arguments.end)
    return Criteria(
        kind=kind,
        text=arguments.text or "",
        scope=TextScope(arguments.scope),
        facets=choices,
        dates=DateFilter(start, end, DateMode(arguments.dates)) if start or end else None,
        sort=_sort(kind, arguments.sort, arguments.text or ""),
        ids=getattr(arguments, "ids", None),
    )


def columns(kind: Kind, text: str | None) -> tuple[str, ...] | None:
    """Return the keys named by `--columns`.

    Raises:
        WrongUsage: if one is no key of the kind.
    """
    if text is None:
        return None
    known = value_keys(kind)
    chosen = tuple(part.strip() for part in text.split(",") if part.strip())
    for key in chosen:
        if key not in known:
            raise WrongUsage(_unknown_field(kind, key, known))
    return chosen or None


def _list(command: argparse.ArgumentParser) -> None:
    _filters(command)
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.add_argument("--limit", type=_natural, metavar="N")


def _show(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", type=_kind, metavar="KIND")
    command.add_argument("id", metavar="ID")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _export(command: argparse.ArgumentParser) -> None:
    _filters(command)
    command.add_argument("--ids", type=_ids, metavar="1,2")
    command.add_argument("--format", required=True, metavar="FORMAT")
    command.add_argument("--output", required=True, type=Path, metavar="FILE")
    command.add_argument("--force", action="store_true", help=_("replace the file if it exists"))
    command.add_argument("--bom", action="store_true", help=_("mark a CSV file as UTF-8"))
    command.add_argument(
        "--grades", action="store_true", help=_("with the Admiralty grades, which are private")
    )
    command.add_argument(
        "--lanes",
        default=True,
        choices=("none", *OF_NONE),
        help=_("what the lanes of timeline-svg stand for"),
    )
    command.add_argument("--hijri", action="store_true", help=_("Hijri dates on the axis of timeline-svg"))


def export_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the options of formats; each takes those it knows."""
    return {name: getattr(arguments, name) for name in ("bom", "grades", "lanes", "hijri")}


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help=_("print what was found, write nothing"))
    command.add_argument("--json", action="store_true")


def _backup(command: argparse.ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group()
    what.add_argument("--output", type=Path, metavar="FILE")
    what.add_argument("--list", action="store_true", help=_("list the backups there are"))
    what.add_argument(
        "--restore", type=Path, metavar="FILE", help=_("bring the archive back to how it was in a backup")
    )
    command.add_argument(
        "--dry-run", action="store_true", help=_("say what --restore would change, write nothing")
    )
    command.add_argument("--json", action="store_true")


def _filters(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", type=_kind, metavar="KIND")
    for facet in FACET_OPTIONS:
        option = facet.replace("_", "-")
        command.add_argument(f"--{option}", action="append", default=[], metavar="NAME")
        command.add_argument(f"--not-{option}", action="append", default=[], metavar="NAME")
    command.add_argument("--from", dest="start", metavar="EDTF")
    command.add_argument("--to", dest="end", metavar="EDTF")
    command.add_argument(
        "--dates", choices=[mode.value for mode in DateMode], default=DateMode.POSSIBLE.value
    )
    command.add_argument("--text", metavar="WORDS")
    scopes = [scope.value for scope in TextScope]
    command.add_argument("--in", dest="scope", choices=scopes, default=TextScope.FIELDS.value)
    command.add_argument("--sort", metavar="FIELD[:desc]")
    command.add_argument("--columns", metavar="A,B")


def _choices(arguments: argparse.Namespace, kind: Kind, resolver: Resolver) -> "Sequence[FacetChoice]":
    found = []
    for facet in FACET_OPTIONS:
        taken, excluded = getattr(arguments, facet), getattr(arguments, f"not_{facet}")
        if not taken and not excluded:
            continue
        if facet not in resolver.facets_of(kind):
            message = _("--{option} has no meaning for {kind}; it has one for: {kinds}.")
            kinds = ", ".join(found_kind.plural for found_kind in resolver.kinds_with(facet))
            option = facet.replace("_", "-")
            raise WrongUsage(message.format(option=option, kind=kind.plural, kinds=kinds))
        found.append(
            FacetChoice(
                facet,
                tuple(resolver.key_of(facet, name) for name in taken),
                tuple(resolver.key_of(facet, name) for name in excluded),
            )
        )
    return found


def _sort(kind: Kind, text: str | None, searched: str) -> Sort | None:
    if text is None:
        return None
    if text == RELEVANCE:
        if not terms(searched):
            raise WrongUsage(_("--sort relevance needs --text WORDS."))
        return Sort(RELEVANCE)
    key, _colon, direction = text.partition(":")
    known = tuple(field.key for field in record_type(kind).fields)
    if key == "title":
        key = record_type(kind).title_key
    if key not in known:
        raise WrongUsage(_unknown_field(kind, key, known))
    if direction not in ("", "asc", "desc"):
        raise WrongUsage(_("--sort takes FIELD or FIELD:desc."))
    return Sort(key, direction == "desc")


def _unknown_field(kind: Kind, key: str, known: Sequence[str]) -> str:
    message = _("{kind} have no field {field}; they have: {known}.")
    return message.format(kind=kind.plural, field=key, known=", ".join(known))


def _date(text: str | None) -> DateSpan | None:
    if text is None:
        return None
    try:
        return DateSpan.parse(text)
    except InvalidDate as error:
        raise WrongUsage(str(error)) from error


def _kind(text: str) -> Kind:
    for kind in Kind:
        if text in (kind.value, kind.plural):
            return kind
    kinds = ", ".join(kind.plural for kind in Kind)
    raise argparse.ArgumentTypeError(
        _("there is no kind of record called {text}; there are: {kinds}").format(text=text, kinds=kinds)
    )


def _natural(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(_("a whole number, 0 or more, is expected"))
    return int(text)


def _ids(text: str) -> tuple[int, ...]:
    return tuple(_natural(part.strip().removeprefix("#")) for part in text.split(",") if part.strip())
