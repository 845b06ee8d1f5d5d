"""Records of the archive that a new name may be the same as, each with its reason."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Similar
from palmyra_desktop.i18n import _
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.name_index import letters
from palmyra_desktop.importers.article.names.spelling import distance, sharing
from palmyra_desktop.importers.article.names.tokens import words_of

_MOST = 3
_LETTERS = 2  # apart


def similar(gazetteer: Gazetteer, kind: Kind, name: str, *, is_person: bool) -> tuple[Similar, ...]:
    """Return up to three records like a new name: spelt nearly so, longer or shorter, of the same surname."""
    found: dict[int, Similar] = {}
    own = letters(words_of(name))
    for number, other in sharing(gazetteer, kind, name):
        if gazetteer.known[number].record_id is None:
            continue
        if own in other or other in own:
            _add(found, gazetteer, number, _("One name is a part of the other."))
        elif abs(len(own) - len(other)) <= _LETTERS and distance(own, other, _LETTERS) <= _LETTERS:
            _add(found, gazetteer, number, _("The names differ by a letter or two."))
    if is_person:
        for number in gazetteer.of_surname(words_of(name)[-1]):
            _add(found, gazetteer, number, _("Both have the same surname."))
    return tuple(found.values())[:_MOST]


def _add(found: dict[int, Similar], gazetteer: Gazetteer, number: int, reason: str) -> None:
    known = gazetteer.known[number]
    if known.record_id is not None:
        found.setdefault(known.record_id, Similar(known.record_id, known.name, reason))
