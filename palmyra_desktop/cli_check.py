"""The command `check`: what is wrong with an archive, what can be repaired of it, what can be saved."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from palmyra_desktop.cli_encryption import with_passphrase
from palmyra_desktop.domain.control_marks import pictured
from palmyra_desktop.domain.custody import STEPS
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import Finding, check


def run(archive: Archive, repairing: bool, as_json: bool) -> int:
    """Check an archive, and repair it if asked to; return the exit code."""
    if not repairing:
        findings = check(archive)
        _tell(findings, as_json)
        return 1 if findings else 0
    from palmyra_desktop.services.repairing import repair

    done = repair(archive)
    _tell(done.left, as_json, {"repaired": done.mended, "backup": str(done.backup) if done.backup else None})
    words = ngettext("{count} thing was repaired.", "{count} things were repaired.", done.mended)
    print(words.format(count=format_number(done.mended)), file=sys.stderr)
    if done.backup:
        words = _("How the archive was before is in {path}.")
        print(words.format(path=done.backup), file=sys.stderr)
    return 1 if done.left else 0


def record(archive: Archive) -> None:
    """Log a look at every file and text in its chain of custody."""
    from palmyra_desktop.services.custody import look_again

    for step, count in look_again(archive, initiator="cli").items():
        print(f"{_(STEPS[step])}: {format_number(count)}", file=sys.stderr)


def salvage(damaged: Path | str, target: Path, as_json: bool) -> int:
    """Save what can be read of an archive's file into a new one; return the exit code: 0 if nothing is lost.

    Raises:
        KnownError: if nothing can be read, or the new archive cannot be made.
    """
    from palmyra_desktop.services.salvaging import salvage as save

    if isinstance(damaged, str):
        raise KnownError(
            _("An archive on a server is looked after by the server."), _("Ask who looks after it.")
        )
    saved = with_passphrase(damaged, lambda passphrase: save(damaged, target, passphrase=passphrase))
    kept = {kind.plural: count for kind, count in saved.kept.items()}
    if as_json:
        _tell(saved.findings, True, {"salvaged": str(saved.path), "kept": kept, "lost": list(saved.lost)})
    else:
        for kind, count in kept.items():
            print(f"{kind}: {count}")
        for words in saved.lost:
            print(pictured(words))
        _tell(saved.findings, False)
    print(
        _("Saved into {path}; {name} was left as it is.").format(path=target, name=damaged), file=sys.stderr
    )
    return 1 if saved.lost or saved.findings else 0


def _tell(findings: Sequence[Finding], as_json: bool, more: Mapping[str, object] | None = None) -> None:
    if not as_json:
        for found in findings:
            print(pictured(found.message))
        if not findings:
            print(_("The archive is whole."))
        return
    values = [
        {"code": found.code, "message": found.message, "records": [[r.kind.value, r.id] for r in found.refs]}
        for found in findings
    ]
    print(json.dumps({"ok": not findings, "findings": values, **(more or {})}, ensure_ascii=False))
