"""Records of the archive that a new name may be the same as, each with its reason."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Similar
from palmyra_desktop.i18n import _
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.spelling import near
from palmyra_desktop.importers.article.names.tokens import words_of

_MOST = 3


def similar(gazetteer: Gazetteer, kind: Kind, name: str, *, is_person: bool) -> tuple[Similar, ...]:
    """Return up to three records like a new name: spelt nearly so, or of the same surname."""
    found: dict[int, Similar] = {}
    number = near(gazetteer, kind, name)
    if number is not None:
        _add(found, gazetteer, number, _("The names differ by a letter or two."))
    if is_person:
        for number in gazetteer.of_surname(words_of(name)[-1]):
            _add(found, gazetteer, number, _("Both have the same surname."))
    return tuple(found.values())[:_MOST]


def _add(found: dict[int, Similar], gazetteer: Gazetteer, number: int, reason: str) -> None:
    known = gazetteer.known[number]
    if known.record_id is not None:
        found.setdefault(known.record_id, Similar(known.record_id, known.name, reason))
