"""Where the program keeps its own things on this computer.

Nothing here writes to the disk except `made`. The user's archives lie wherever the user puts
them; only the default archive has a place here.
"""

from pathlib import Path

from platformdirs import PlatformDirs

APPLICATION = "palmyra-desktop"
ARCHIVE_VARIABLE = "PALMYRA_ARCHIVE"
"""The environment variable that names the archive of the command line; read by the callers."""
SUFFIX = ".palmyra"


def _folders() -> PlatformDirs:
    return PlatformDirs(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """Return the folder of archives nobody chose a place for."""
    return Path(_folders().user_data_dir)


def config_folder() -> Path:
    """Return the folder of settings."""
    return Path(_folders().user_config_dir)


def log_folder() -> Path:
    """Return the folder of logs."""
    return Path(_folders().user_log_dir)


def cache_folder() -> Path:
    """Return the folder of things that can be made again, such as thumbnails."""
    return Path(_folders().user_cache_dir)


def export_folder() -> Path:
    """Return the folder first offered for exports: the user's documents."""
    return Path(_folders().user_documents_dir)


def settings_file() -> Path:
    """Return the file of settings."""
    return config_folder() / "settings.json"


def default_archive() -> Path:
    """Return the archive that opens where no other is named."""
    return data_folder() / f"palmyra{SUFFIX}"


def made(folder: Path) -> Path:
    """Create a folder, and those above it, unless it exists; return it.

    Raises:
        OSError: if it cannot be created.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return folder
