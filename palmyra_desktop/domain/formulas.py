"""Cells that a spreadsheet would take for a formula and run (OWASP, "CSV Injection")."""

FORMULA_STARTS = frozenset("=+-@\t\r")


def harmless(text: str) -> str:
    """Return the text so that a spreadsheet shows it and does not run it."""
    return f"'{text}" if text[:1] in FORMULA_STARTS else text
