"""Saved searches, and what they look for, in words."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from palmyra_desktop.domain.criteria import Criteria, FacetKey
from palmyra_desktop.domain.found import SavedSearch
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.shown import filtered_dates, filtered_text, term
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.storage.facets import FACETS, Facet
from palmyra_desktop.storage.furnishing.subject import SetApart, Subject
from palmyra_desktop.storage.records import titles_of
from palmyra_desktop.storage.schema import saved_search
from palmyra_desktop.storage.unit_of_work import Writing

_SEPARATOR = "; "


class SavedSearches(Subject):
    """What each looks for, by its name."""

    key = "saved_search"

    def read(self, connection: Connection) -> Mapping[str, Any]:
        """Return the criteria, as `Criteria.to_json` gives them."""
        return {search.name: search.criteria for search in every(connection)}

    def write(self, unit: Writing, values: Mapping[str, Any]) -> None:
        """Put searches in the place of those of the same names."""
        connection, table = unit.connection, saved_search
        connection.execute(delete(table).where(table.c.name.in_(values)))
        newest = connection.execute(select(func.max(table.c.id))).scalar_one() or 0
        for name, criteria in values.items():
            if criteria is not None:
                newest += 1
                row = {"id": newest, "name": name, "criteria": json.dumps(criteria, ensure_ascii=False)}
                connection.execute(insert(table), row)

    def label(self, connection: Connection, name: str) -> str:
        """Return which search it is."""
        return _("Saved search “{name}”").format(name=name)

    def words(self, connection: Connection, value: Any, set_apart: SetApart) -> str:
        """Return the kind of records and a phrase for each filter."""
        try:
            criteria = Criteria.from_json(value)
        except (ValueError, KeyError, TypeError):  # of a newer version, or written by hand
            return json.dumps(value, ensure_ascii=False)
        return _SEPARATOR.join(map(set_apart, _phrases(connection, criteria, set_apart)))

    def changed_again(self, connection: Connection, name: str) -> str:
        """Return that it was changed."""
        return _("The saved search “{name}” was changed again later.").format(name=name)


def every(connection: Connection) -> tuple[SavedSearch, ...]:
    """Return the searches kept, by name."""
    rows = connection.execute(select(saved_search).order_by(saved_search.c.name, saved_search.c.id))
    return tuple(SavedSearch(row.id, row.name, json.loads(row.criteria)) for row in rows)


def key_of(name: str) -> str:
    """Return what a search is called in the log."""
    return f"{SavedSearches.key}:{name}"


def _phrases(connection: Connection, criteria: Criteria, set_apart: SetApart) -> Iterator[str]:
    yield _(record_type(criteria.kind).label_plural)
    if criteria.text.strip():
        yield filtered_text(criteria)
    for choice in criteria.facets:
        facet = next((one for one in FACETS if one.key == choice.facet), None)
        if facet is None:
            continue
        if choice.taken:
            yield f"{_(facet.label)}: {_values(connection, facet, choice.taken, set_apart)}"
        if choice.excluded:
            words = _("{facet} is not: {values}")
            yield words.format(
                facet=_(facet.label), values=_values(connection, facet, choice.excluded, set_apart)
            )
    if criteria.dates:
        yield filtered_dates(criteria.dates)
    if criteria.ids is not None:
        words = ngettext("{count} record", "{count} records", len(criteria.ids))
        yield words.format(count=format_number(len(criteria.ids)))
    if criteria.trashed:
        yield _("in the trash")


def _values(connection: Connection, facet: Facet, keys: tuple[FacetKey, ...], set_apart: SetApart) -> str:
    if facet.target is None:
        return ", ".join(set_apart(term(facet.vocabulary, str(key))) for key in keys)
    numbers = [key for key in keys if isinstance(key, int)]
    titles = titles_of(connection, facet.target, numbers)
    return ", ".join(set_apart(titles.get(number, f"#{number}")) for number in numbers)
