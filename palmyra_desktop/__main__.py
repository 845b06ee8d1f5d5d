"""The program's entry: a command if the first word is one, else the window.

What the commands are and do is in cli.py, the window's composition in app.py; here is only
the choice between them and the check that a window can open at all.
"""

import os
import sys

from palmyra_desktop import collecting, display, i18n
from palmyra_desktop.i18n import _

COMMANDS = ("list", "show", "export", "import", "check", "backup", "encrypt", "decrypt", "version", "help")


def main(argv: list[str] | None = None) -> int:
    """Run the program and return its exit code.

    Args:
        argv: the words after the program's name; None takes them from the command line.
    """
    words = sys.argv[1:] if argv is None else argv
    names, rest = archive_options(words)
    if is_command(rest):
        from palmyra_desktop import cli

        return cli.main(words)
    i18n.set_language("")
    archives = names + rest
    if len(archives) > 1:
        print(_("The window opens one archive at a time."), file=sys.stderr)
        return 2
    return _window(archives[0] if archives else None)


def archive_options(words: list[str]) -> tuple[list[str], list[str]]:
    """Split off the leading `--archive NAME` options: their names, and the words after them."""
    if words and words[0].startswith("--archive="):
        names, rest = archive_options(words[1:])
        return [words[0].removeprefix("--archive="), *names], rest
    if len(words) > 1 and words[0] == "--archive":
        names, rest = archive_options(words[2:])
        return [words[1], *names], rest
    return [], words


def is_command(words: list[str]) -> bool:
    """Say whether these words are for the command line: the first is a command or an option."""
    return bool(words) and (words[0] in COMMANDS or words[0].startswith("-"))


def _window(archive: str | None) -> int:
    """Open the window on an archive (None: the last one), or say on the terminal why not."""
    platforms = display.platforms(os.environ)
    if not platforms:
        from palmyra_desktop import cli

        return cli.summary(archive)
    packages = display.missing_packages(platforms)
    if packages:
        words = _("The window needs libraries this system lacks. On Debian or Ubuntu:\n    {command}")
        print(words.format(command=f"sudo apt-get install {' '.join(packages)}"), file=sys.stderr)
        return 1
    collecting.collect_later()
    try:
        from palmyra_desktop.gui.qt_import import import_qt

        import_qt()
        from palmyra_desktop import app
    except ImportError as error:
        if (error.name or "").startswith("palmyra_desktop"):
            raise
        print(_("The window cannot open: {reason}").format(reason=error), file=sys.stderr)
        return 1
    return app.run(archive)


if __name__ == "__main__":
    if hasattr(sys, "frozen"):  # a packaged program is its own Python: a worker begins here, too
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
