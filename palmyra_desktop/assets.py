"""The files that come with the program: icons, locale, templates, sample.

They lie in ``resources/`` beside the package in a checkout and inside the package in a
wheel. Nothing here reads the user's own files (see paths.py).
"""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder of resources: the wheel's own if there is one, else the checkout's.

    Raises:
        FileNotFoundError: if neither exists (a damaged installation).
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the program's resources are missing beside {package}")


def path(*parts: str) -> Path:
    """Return where a resource lies, as in ``path("icons", "event.svg")``.

    Raises:
        FileNotFoundError: if there is no such file or folder.
    """
    found = root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"no resource named {'/'.join(parts)}")
    return found


def read_text(*parts: str) -> str:
    """Return a resource's text, read as UTF-8."""
    return path(*parts).read_text(encoding="utf-8")


def names(*folder: str) -> tuple[str, ...]:
    """Return the names of the files in a folder of resources, in alphabetical order.

    Folders and hidden files are left out.
    """
    files = (entry.name for entry in path(*folder).iterdir() if entry.is_file())
    return tuple(sorted(name for name in files if not name.startswith(".")))
