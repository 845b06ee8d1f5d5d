"""Import Qt so that what is imported after it comes as fast as before.

PySide puts a step of its own into Python's `import`, which reads the source of every module to see whether
it wants other names for Qt's methods. Nobody here does, and it is a tenth of the program's start.
"""

import builtins


def import_qt() -> None:
    """Import Qt, leaving `import` as Python has it.

    Raises:
        ImportError: if a library Qt needs is missing.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401  for what it brings in

    builtins.__import__ = plain
