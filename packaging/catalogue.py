"""Keep the translations: find the strings, merge them, compile them, check them.

    python packaging/catalogue.py extract     print a template (.pot) of all strings
    python packaging/catalogue.py update      merge new strings into each catalogue
    python packaging/catalogue.py compile     write the .mo beside each .po
    python packaging/catalogue.py check       faults and gaps; --complete counts gaps as faults

A translator edits the .po, then runs `compile`; both files are committed. A string that is no
longer used stays at the end of the .po, and comes back with its translation if it is used again.
Needs babel (in the extra "test").
"""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "palmyra_desktop"
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def template() -> Catalog:
    """Return every string the package marks for translation, with the files it stands in."""
    catalog = Catalog(project="Palmyra Desktop", header_comment="", charset="utf-8")
    found = extract_from_dir(
        PACKAGE,
        [("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, _line, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        file = (PACKAGE / name).relative_to(ROOT).as_posix()
        catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalog


def catalogues() -> tuple[Path, ...]:
    """Return the .po of each language, in alphabetical order."""
    return tuple(sorted(LOCALE.glob("*/LC_MESSAGES/*.po")))


def read(path: Path) -> Catalog:
    """Return a catalogue from its .po."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain=path.stem)


def update(path: Path) -> Catalog:
    """Merge the package's strings into a catalogue and return it; translations in use are kept."""
    catalog, wanted = read(path), template()
    for unused in catalog.obsolete.values():
        catalog.add(unused.id, unused.string, context=unused.context)
    catalog.obsolete.clear()
    wanted.creation_date = catalog.creation_date  # a date would make every run a change
    catalog.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False, sort_output=True)
    return catalog


def compiled(path: Path) -> bytes:
    """Return what the .mo of a catalogue has to hold."""
    target = io.BytesIO()
    write_mo(target, read(path))
    return target.getvalue()


def faults(path: Path) -> Iterator[str]:
    """Yield what is wrong with a catalogue, in words."""
    target = path.with_suffix(".mo")
    if not target.exists() or _content(target.read_bytes()) != _content(compiled(path)):
        yield f"{target.name} is not what {path.name} compiles to: run compile"
    for message in _messages(read(path)):
        if message.fuzzy:
            yield f"fuzzy: {_source(message)[0]}"
        for fields in _strange_fields(message):
            yield f"other fields than the source ({fields}): {_source(message)[0]}"


def gaps(path: Path) -> Iterator[str]:
    """Yield the strings of the package without a translation in a catalogue."""
    catalog = read(path)
    for message in _messages(template()):
        translated = catalog.get(message.id, message.context)
        if translated is None or not all(_forms(translated)):
            yield _source(message)[0]


def _content(mo: bytes) -> list[tuple[tuple[str, ...], str | None, tuple[str, ...]]]:
    """Return the messages of a .mo; its header names the version of babel and does not count."""
    messages = _messages(read_mo(io.BytesIO(mo)))
    return [(_source(message), message.context, _forms(message)) for message in messages]


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _source(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def _strange_fields(message: Message) -> Iterator[str]:
    """Yield fields a translation lacks or invents; a plural form may say a number in words."""
    wanted = set().union(*map(_fields, _source(message)))
    for form in filter(None, _forms(message)):
        given = _fields(form)
        if given - wanted or (wanted - given and not message.pluralizable):
            yield ", ".join(sorted(given ^ wanted))


def _check(complete: bool) -> int:
    wrong = 0
    for path in catalogues():
        found, missing = list(faults(path)), list(gaps(path))
        wrong += len(found) + (len(missing) if complete else 0)
        print(f"{path.parent.parent.name}: {len(found)} faults, {len(missing)} strings without translation")
        print("".join(f"  {text}\n" for text in [*found, *map(repr, missing)]), end="")
    return 1 if wrong else 0


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 if all is well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=("extract", "update", "compile", "check"))
    parser.add_argument("--complete", action="store_true", help="count what is not translated as a fault")
    chosen = parser.parse_args(arguments)
    if chosen.command == "check":
        return _check(chosen.complete)
    if chosen.command == "extract":
        write_po(sys.stdout.buffer, template(), width=100, include_lineno=False)
    for path in catalogues():
        if chosen.command == "update":
            update(path)
        elif chosen.command == "compile":
            path.with_suffix(".mo").write_bytes(compiled(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
