"""The command `backup`: make one, list them, restore one."""

import argparse
import json
import sys
from functools import partial
from pathlib import Path

from palmyra_desktop.cli_encryption import with_passphrase_of_backup
from palmyra_desktop.cli_output import progress
from palmyra_desktop.domain.backup import OCCASIONS, Backup, Preview
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive


def run(archive: Archive, arguments: argparse.Namespace) -> None:
    """Do what the words of the command ask for."""
    if arguments.list:
        _list(archive, arguments.json)
    elif arguments.restore is not None:
        _restore(archive, arguments.restore, arguments.dry_run, arguments.json)
    else:
        tell = progress(_("Copying")) or (lambda done, total: None)
        _tell_copied(backups.back_up(archive, output=arguments.output, progress=tell), arguments.json)


def _tell_copied(path: Path, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"path": str(path), "bytes": path.stat().st_size}, ensure_ascii=False))
    print(_("Copied and checked: {path}").format(path=path), file=sys.stderr)


def _list(archive: Archive, as_json: bool) -> None:
    found = backups.backups(archive)
    if as_json:
        print(json.dumps([_values(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        occasion = _(OCCASIONS[one.occasion])
        print(f"{one.made:%Y-%m-%d %H:%M:%S}Z  {one.size:>12}  {one.path.name}  {occasion}")
    if not found:
        print(_("There are no backups yet."), file=sys.stderr)


def _values(one: Backup) -> dict[str, object]:
    return {
        "path": str(one.path),
        "number": one.number,
        "occasion": one.occasion.value,
        "made_utc": one.made.isoformat(),
        "bytes": one.size,
    }


def _restore(archive: Archive, named: Path, dry_run: bool, as_json: bool) -> None:
    kept = backups.folder(archive) / named.name
    path = named if named.exists() or len(named.parts) > 1 else kept
    work = partial(backups.preview if dry_run else backups.restore, archive, path)
    changes = with_passphrase_of_backup(path, lambda passphrase: work(passphrase=passphrase))
    if as_json:
        print(json.dumps(_preview_values(changes, not dry_run), ensure_ascii=False))
    else:
        _print_preview(changes)
    if not dry_run:
        words = _("Restored: {path}. How the archive was before is in its newest backup.")
        print(words.format(path=path), file=sys.stderr)


def _preview_values(changes: Preview, restored: bool) -> dict[str, object]:
    kinds = {
        kind.plural: {
            "now": one.now,
            "then": one.then,
            "added_since": one.added,
            "changed_since": one.changed,
            "trashed_since": one.trashed,
        }
        for kind, one in changes.kinds.items()
    }
    acts = {"acts_undone": changes.act_count, "acts_regained": changes.regained}
    return {"restored": restored, **acts, "kinds": kinds}


def _print_preview(changes: Preview) -> None:
    count = changes.act_count
    words = ngettext("{count} act made since is taken away", "{count} acts made since are taken away", count)
    print(words.format(count=format_number(count)))
    for kind, one in changes.kinds.items():
        words = _(
            "{kind}: {now} now, {then} then; since then {added} added, {changed} changed, {trashed} trashed"
        )
        print(
            words.format(
                kind=kind.plural,
                now=format_number(one.now),
                then=format_number(one.then),
                added=format_number(one.added),
                changed=format_number(one.changed),
                trashed=format_number(one.trashed),
            )
        )
