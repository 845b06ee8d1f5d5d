"""Small things an archive keeps beside its records: saved searches and the user's own terms."""

import json

from sqlalchemy import Connection, delete, func, insert, select

from palmyra_desktop.domain import vocabulary
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.found import SavedSearch
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.storage.schema import change_group, saved_search, user_term


def searches(connection: Connection) -> tuple[SavedSearch, ...]:
    """Return the searches kept, by name."""
    rows = connection.execute(select(saved_search).order_by(saved_search.c.name, saved_search.c.id))
    return tuple(SavedSearch(row.id, row.name, json.loads(row.criteria)) for row in rows)


def save(connection: Connection, name: str, criteria: Criteria) -> SavedSearch:
    """Keep a search under a name; another of that name is replaced."""
    connection.execute(delete(saved_search).where(saved_search.c.name == name))
    newest = connection.execute(select(func.max(saved_search.c.id))).scalar_one() or 0
    values = criteria.to_json()
    row = {"id": newest + 1, "name": name, "criteria": json.dumps(values, ensure_ascii=False)}
    connection.execute(insert(saved_search), row)
    return SavedSearch(newest + 1, name, values)


def forget(connection: Connection, id: int) -> None:
    """Forget a search."""
    connection.execute(delete(saved_search).where(saved_search.c.id == id))


def user_terms(connection: Connection, vocabulary_key: str) -> tuple[Term, ...]:
    """Return the user's own terms of a controlled list, by key."""
    rows = select(user_term).where(user_term.c.vocabulary == vocabulary_key).order_by(user_term.c.key)
    return tuple(Term(row.key, row.label_en, row.label_ar) for row in connection.execute(rows))


def know_terms(connection: Connection) -> None:
    """Let the user's own terms be shown by their labels."""
    for row in connection.execute(select(user_term)):
        vocabulary.know(row.vocabulary, Term(row.key, row.label_en, row.label_ar))


def add_term(connection: Connection, vocabulary_key: str, term: Term) -> None:
    """Keep a term of the user's own; one that is there already stays as it is."""
    key = user_term.c.vocabulary == vocabulary_key, user_term.c.key == term.key
    if connection.execute(select(user_term.c.key).where(*key)).first() is None:
        labels = {"label_en": term.label_en, "label_ar": term.label_ar}
        connection.execute(insert(user_term), {"vocabulary": vocabulary_key, "key": term.key, **labels})
    vocabulary.know(vocabulary_key, term)


def newest_act(connection: Connection) -> int:
    """Return the id of the newest act in the log, 0 where there is none."""
    return connection.execute(select(func.max(change_group.c.id))).scalar_one() or 0
