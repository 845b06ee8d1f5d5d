"""The user's settings: each once, with type, default, allowed values and help text.

They belong to the user and this computer, not to an archive. A file that cannot be
understood never stops the program; it is put aside and the defaults are used.
"""

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from palmyra_desktop.i18n import LANGUAGES, N_, PSEUDO

RECENT = 10
"""How many archives the list of recent ones holds."""

_log = logging.getLogger(__name__)


def _setting(
    default: Any, help_text: str, allowed: tuple[str, ...] = (), between: tuple[float, ...] = ()
) -> Any:
    """Describe one setting; its type is the default's, `between` are the least and greatest number."""
    about = {"help": help_text, "allowed": allowed, "between": between, "type": type(default)}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=about)
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the help of each is the "help" of its field's metadata, to be translated.

    columns is kept per kind as ``{"event": {"chosen": ["date", "title"], "widths": {"date": 96}}}``,
    field keys in the order shown, widths in pixels; sort as ``{"event": "date:desc"}``.
    window_geometry and window_state are Qt's bytes as base64 text.
    """

    language: str = _setting(
        "", N_("Language of the window; empty for the system's own."), ("", *LANGUAGES, PSEUDO)
    )
    theme: str = _setting("system", N_("Light or dark colours."), ("system", "light", "dark"))
    was_dark: bool = _setting(False, N_("Whether the window was dark the last time it was open."))
    contrast: str = _setting(
        "system", N_("High contrast: stronger lines, borders and quiet words."), ("system", "normal", "high")
    )
    text_scale: float = _setting(1.0, N_("Size of all text, 1 being the system's own."), between=(0.75, 3.0))
    author: str = _setting("", N_("The name written beside your changes in the history."))
    author_asked: bool = _setting(False, N_("Whether you were told once that your changes carry no name."))
    reopen_last: bool = _setting(True, N_("Open the last archive again at the next start."))
    last_archive: str = _setting("", N_("The archive that was open last."))
    recent: tuple[str, ...] = _setting((), N_("Archives opened before, the latest first."))
    warned: tuple[str, ...] = _setting((), N_("Archives whose place was warned about."))
    columns: dict[str, Any] = _setting({}, N_("The columns of each table, their order and widths."))
    sort: dict[str, Any] = _setting({}, N_("The order of the rows of each table."))
    hijri: bool = _setting(False, N_("Hijri dates below the axis of the timeline."))
    timeline: dict[str, Any] = _setting({}, N_("How the timeline of each archive was looked at last."))
    locked: dict[str, Any] = _setting({}, N_("The archives that are locked against changes."))
    image_view: str = _setting("cards", N_("Show images as cards or as rows."), ("cards", "rows"))
    import_folder: str = _setting("", N_("The folder of the last import."))
    export_folder: str = _setting("", N_("The folder of the last export."))
    backups_automatic: bool = _setting(True, N_("Back the archive up by itself while something is changed."))
    backups_hourly: int = _setting(
        24, N_("Automatic backups kept, one for each of so many hours."), between=(0, 366)
    )
    backups_daily: int = _setting(
        14, N_("Automatic backups kept, one for each of so many days."), between=(0, 366)
    )
    backups_weekly: int = _setting(
        8, N_("Automatic backups kept, one for each of so many weeks."), between=(0, 366)
    )
    backups_gigabytes: int = _setting(
        20, N_("Gigabytes that automatic backups may take together."), between=(1, 100_000)
    )
    window_geometry: str = _setting("", N_("Place and size of the window."))
    window_state: str = _setting("", N_("Place and size of the panels."))


def load(path: Path) -> Settings:
    """Read the settings; what is missing, unknown or of a wrong type becomes the default.

    A file that is no JSON object is kept beside as ``NAME.damaged``.
    """
    try:
        text = path.read_bytes().decode()
        stored = json.loads(text)
        if not isinstance(stored, dict):
            raise ValueError("not a JSON object")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        _log.warning("settings cannot be read: %s", error.strerror)
        return Settings()
    except (ValueError, RecursionError):
        _put_aside(path)
        return Settings()
    return Settings(**_understood(stored))


def save(settings: Settings, path: Path) -> None:
    """Write the settings so that a crash half-way leaves the old file whole.

    Raises:
        OSError: if the folder or the file cannot be written; the old file then stands.
    """
    import tempfile  # as heavy as all else here, and not needed for the first window

    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def changed(settings: Settings, **values: Any) -> Settings:
    """Return the settings with some of them changed.

    Raises:
        TypeError: for a name that is no setting.
        ValueError: for a value the setting cannot hold.
    """
    refused = sorted(set(values) & {f.name for f in fields(Settings)} - set(_understood(values)))
    if refused:
        raise ValueError(f"not a value of the setting: {', '.join(refused)}")
    return replace(settings, **values)


def opened(settings: Settings, archive: str) -> Settings:
    """Return the settings after an archive (a path or URL) was opened: last, and first of the recent."""
    others = tuple(other for other in settings.recent if other != archive)
    return replace(settings, last_archive=archive, recent=(archive, *others)[:RECENT])


def warned(settings: Settings, archive: str) -> Settings:
    """Return the settings after the place of an archive was warned about."""
    return replace(settings, warned=(archive, *settings.warned)[:RECENT])


def _understood(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stored values that fit their setting, converted from JSON's types."""
    values = {}
    for described in fields(Settings):
        if described.name not in stored:
            continue
        value = _converted(stored[described.name], described.metadata["type"])
        if _fits(value, described.metadata):
            values[described.name] = value
        else:
            _log.warning("setting %s has an unknown value; the default is used", described.name)
    return values


def _converted(value: Any, wanted: type) -> Any:
    if wanted is tuple and isinstance(value, list):
        return tuple(value)
    if wanted is float and type(value) is int:
        return float(value)
    return value


def _fits(value: Any, about: Mapping[str, Any]) -> bool:
    if type(value) is not about["type"]:
        return False
    if isinstance(value, tuple):
        return len(value) <= RECENT and all(isinstance(item, str) for item in value)
    if about["between"]:
        least, greatest = about["between"]
        return bool(least <= value <= greatest)
    return not about["allowed"] or value in about["allowed"]


def _put_aside(path: Path) -> None:
    _log.warning("settings are damaged; they are kept beside and the defaults are used")
    try:
        path.replace(path.with_name(path.name + ".damaged"))
    except OSError as error:
        _log.warning("damaged settings cannot be put aside: %s", error.strerror)
