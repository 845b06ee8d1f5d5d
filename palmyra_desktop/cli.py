"""The commands: list, show, export, import, check, backup, encrypt, decrypt. No window, and no Qt.

Standard output carries the answer alone, standard error the words. Exit codes: 0 fine, also for an empty
list; 1 a problem told in words; 2 wrong usage; 130 cancelled, nothing written.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from palmyra_desktop import __version__, cli_encryption, i18n, paths
from palmyra_desktop.cli_arguments import Resolver, WrongUsage, columns, criteria, export_options, parser
from palmyra_desktop.cli_output import detail_text, detail_values, print_list, progress, use_utf8
from palmyra_desktop.domain.control_marks import escaped, pictured
from palmyra_desktop.domain.errors import Cancelled, KnownError, PassphraseNeeded
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import RECORD_TYPES
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.importers.base import ImportIssue
from palmyra_desktop.services.archive import Archive, facets_of, kinds_with

_PAGE = 500


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    use_utf8()
    i18n.set_language("")
    try:
        arguments = parser().parse_args(argv)
        return _COMMANDS[arguments.command or "help"](arguments)
    except SystemExit as end:  # argparse's --help and --version
        return int(end.code or 0)
    except WrongUsage as error:
        print(pictured(str(error)), file=sys.stderr)
        return 2
    except KnownError as error:
        print(pictured(str(error)), file=sys.stderr)
        return 1
    except (KeyboardInterrupt, Cancelled):
        print(_("Cancelled; nothing was written."), file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader closed the pipe (head, less): what it wanted is written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        logging.getLogger(__name__).exception("command failed")
        print(_("Something went wrong inside the program; the archive was not harmed."), file=sys.stderr)
        return 1


def summary(archive: str | None) -> int:
    """Say on the terminal what the archive holds and how to go on; for a computer without a display."""
    use_utf8()
    try:
        with _opened(archive) as opened:
            print(pictured(opened.title))
            for described in RECORD_TYPES:
                print(f"  {_(described.label_plural)}: {format_number(opened.totals()[described.kind])}")
            print()
    except KnownError as error:
        print(pictured(str(error)), file=sys.stderr)
    print(_("There is no display, so no window was opened. Without one you can, for example:"))
    print("  palmyra-desktop list events")
    print('  palmyra-desktop list events --monument "Temple of Bel" --format json')
    print("  palmyra-desktop help")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    with _opened(_named(arguments)) as archive:
        wanted = criteria(arguments, _resolver(archive))
        keys = columns(arguments.kind, arguments.columns)
        if arguments.limit is None:
            ids: Sequence[int] = archive.search(wanted, first=0).ids
        else:
            ids = archive.first_ids(wanted, arguments.limit)
        print_list(arguments.kind, _records(archive, arguments.kind, ids), keys, arguments.format, sys.stdout)
    return 0


def _show(arguments: argparse.Namespace) -> int:
    with _opened(_named(arguments)) as archive:
        detail = archive.detail(archive.find(arguments.kind, arguments.id))
        if arguments.format == "json":
            print(escaped(json.dumps(detail_values(detail), ensure_ascii=False)))
        else:
            sys.stdout.write(detail_text(detail))
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from palmyra_desktop.services.exporting import export

    with _opened_to_read(_named(arguments)) as archive:
        done = export(
            archive,
            criteria(arguments, _resolver(archive)),
            format=arguments.format,
            output=arguments.output,
            columns=columns(arguments.kind, arguments.columns),
            options=export_options(arguments),
            force=arguments.force,
            initiator="cli",
            progress=progress(_("Writing")),
        )
    words = ngettext("{count} record written to {path}", "{count} records written to {path}", done.count)
    print(words.format(count=format_number(done.count), path=done.path), file=sys.stderr)
    for note in done.notes:
        print(note, file=sys.stderr)
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from palmyra_desktop.services import importing

    if arguments.dry_run and arguments.json and all(map(importing.is_article, arguments.files)):
        from palmyra_desktop.services.article_drafts import article_drafts

        for found in article_drafts(arguments.files):
            print(escaped(json.dumps(found, ensure_ascii=False)))
        return 0
    if arguments.dry_run:
        draft = importing.draft(arguments.files)
        _print_counts(draft.counts, arguments.json)
        _print_issues(draft.issues)
        return 0
    with _opened(_named(arguments), writing=True) as archive:
        done = importing.import_files(
            archive, arguments.files, initiator="cli", progress=progress(_("Importing"))
        )
    _print_counts(done.counts, arguments.json, already=done.already, group=done.changes.group_id)
    _print_issues(done.issues)
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    from palmyra_desktop.cli_backup import run

    with _opened(
        _named(arguments), writing=arguments.restore is not None and not arguments.dry_run
    ) as archive:
        run(archive, arguments)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from palmyra_desktop import cli_check

    if arguments.salvage is not None:
        return cli_check.salvage(_location(_named(arguments)), arguments.salvage, arguments.json)
    with _opened(_named(arguments), writing=arguments.repair or arguments.record) as archive:
        if arguments.record:
            cli_check.record(archive)
        return cli_check.run(archive, arguments.repair, arguments.json)


def _encrypt(arguments: argparse.Namespace) -> int:
    cli_encryption.encrypt(_location(_named(arguments)))
    return 0


def _decrypt(arguments: argparse.Namespace) -> int:
    cli_encryption.decrypt(_location(_named(arguments)))
    return 0


def _version(arguments: argparse.Namespace) -> int:
    print(f"palmyra-desktop {__version__}")
    return 0


def _help(arguments: argparse.Namespace) -> int:
    parser().print_help()
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "show": _show,
    "export": _export,
    "import": _import,
    "check": _check,
    "backup": _backup,
    "encrypt": _encrypt,
    "decrypt": _decrypt,
    "version": _version,
    "help": _help,
}


def _named(arguments: argparse.Namespace) -> str | None:
    return getattr(arguments, "archive", None)


def _opened(name: str | None, *, writing: bool = False) -> Archive:
    """Open the archive named, else the environment's, else the default, made from the sample if absent."""
    location = _location(name)
    if location == paths.default_archive() and not location.exists():
        from palmyra_desktop.services.sample import build_sample

        build_sample(location).close()
    return cli_encryption.opened(location, read_only=not writing)


def _opened_to_read(name: str | None) -> Archive:
    """Open an archive so that what is read can be logged in it; where that cannot be, for reading alone."""
    try:
        return _opened(name, writing=True)
    except PassphraseNeeded:
        raise
    except KnownError as error:
        try:
            return _opened(name)
        except KnownError:
            raise error from None


def _location(name: str | None) -> Path | str:
    """Return the archive named, else the environment's, else the default."""
    named = name or os.environ.get(paths.ARCHIVE_VARIABLE)
    if not named:
        return paths.default_archive()
    return named if "://" in named else Path(named)


def _resolver(archive: Archive) -> Resolver:
    return Resolver(facets_of, kinds_with, archive.facet_key)


def _records(archive: Archive, kind: Kind, ids: Sequence[int]) -> Iterator[Record]:
    for start in range(0, len(ids), _PAGE):
        yield from archive.rows(kind, tuple(ids[start : start + _PAGE]))


def _print_issues(issues: Sequence[ImportIssue]) -> None:
    for issue in issues:
        where = ", ".join(part for part in (issue.place, issue.field, issue.text) if part)
        print(pictured(f"{where}: {issue.reason}"), file=sys.stderr)


def _print_counts(counts: Mapping[Kind, int], as_json: bool, already: int = 0, group: int = 0) -> None:
    if as_json:
        values = {kind.plural: count for kind, count in counts.items()}
        print(json.dumps({"counts": values, "already": already, "group": group}, ensure_ascii=False))
        return
    for kind, count in counts.items():
        print(f"{kind.plural}: {count}")
    if already:
        words = ngettext("{count} record was there already", "{count} records were there already", already)
        print(words.format(count=format_number(already)))
    if group:
        print(_("change group: {number}").format(number=group))
