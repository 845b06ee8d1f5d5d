"""What import-linter cannot see: sizes, docstrings, broad excepts, what a command loads."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import palmyra_desktop

PACKAGE = Path(palmyra_desktop.__file__).parent
BORDERS = {"cli.py", "gui/errors.py", "gui/tasks.py"}
"""Where any error at all may be caught: what is behind them is ours, what is before them the user's."""


def modules() -> Iterator[tuple[str, str]]:
    """Yield each module's path inside the package and its source."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")


def catches_everything(node: ast.AST) -> bool:
    """Say whether this is an except clause that takes any error and does not raise it again."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    if any(isinstance(part, ast.Raise) and part.exc is None for part in ast.walk(node)):
        return False
    names = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)} if node.type else set()
    return node.type is None or bool(names & {"Exception", "BaseException"})


def test_no_file_has_more_than_400_lines() -> None:
    assert {name: count for name, text in modules() if (count := len(text.splitlines())) > 400} == {}


def test_every_module_says_what_lives_in_it() -> None:
    assert [name for name, text in modules() if not ast.get_docstring(ast.parse(text))] == []


def test_any_error_is_caught_at_the_borders_only() -> None:
    broad = {name for name, text in modules() if any(map(catches_everything, ast.walk(ast.parse(text))))}
    assert broad - BORDERS == set()


def test_the_command_line_loads_neither_the_window_nor_what_is_slow() -> None:
    code = (
        "import sys, palmyra_desktop.cli as cli; cli.main(['list', 'events', '--limit', '1']);"
        "print({name.split('.')[0] for name in sys.modules} & {'PySide6', 'alembic', 'numpy', 'pyroaring'})"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines()[-1] == "set()"
