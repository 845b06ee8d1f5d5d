"""The terms a user added to the controlled lists."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, insert, select

from palmyra_desktop.domain import vocabulary
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.i18n import _, language
from palmyra_desktop.storage.facets import each_text
from palmyra_desktop.storage.furnishing.subject import SetApart, Subject
from palmyra_desktop.storage.schema import RECORD_TABLES, claim, event, event_actor, user_term
from palmyra_desktop.storage.unit_of_work import Writing
from palmyra_desktop.storage.values import stored_fields

_ROLES = "actor_role"


class OwnTerms(Subject):
    """The labels of each term, by the key of its list, ":" and its own."""

    key = "term"

    def read(self, connection: Connection) -> Mapping[str, Any]:
        """Return them."""
        return {
            f"{row.vocabulary}:{row.key}": {"label_en": row.label_en, "label_ar": row.label_ar}
            for row in connection.execute(select(user_term))
        }

    def write(self, unit: Writing, values: Mapping[str, Any]) -> None:
        """Put terms in the place of those of the same names; they are known as soon as that is kept."""
        for name, labels in values.items():
            of, _colon, key = name.partition(":")
            is_it = user_term.c.vocabulary == of, user_term.c.key == key
            unit.connection.execute(delete(user_term).where(*is_it))
            if labels is not None:
                unit.connection.execute(insert(user_term), {"vocabulary": of, "key": key, **labels})
        unit.after.append(partial(vocabulary.know, unit.connection.engine, _every(unit.connection)))

    def label(self, connection: Connection, name: str) -> str:
        """Return which term of which list it is."""
        of, _colon, key = name.partition(":")
        return _("Term “{term}” of the list “{name}”").format(term=key, name=_list_name(of))

    def words(self, connection: Connection, value: Any, set_apart: SetApart) -> str:
        """Return both labels, that of the screen first."""
        labels = [value["label_en"], value["label_ar"]]
        in_order = dict.fromkeys(reversed(labels) if language() == "ar" else labels)
        return " / ".join(map(set_apart, in_order))

    def changed_again(self, connection: Connection, name: str) -> str:
        """Return that it was changed."""
        return _("The term “{name}” was changed again later.").format(name=name.partition(":")[2])

    def is_needed(self, connection: Connection, name: str, touched: Collection[RecordRef]) -> bool:
        """Whether a record has it as a value, a claim says it, or an actor has it as a role."""
        of, _colon, key = name.partition(":")
        return any(
            row.trashed_at is None or RecordRef(kind, row.id) not in touched
            for kind, holders in _holders(of, key)
            for row in connection.execute(holders)
        )


def terms(connection: Connection, vocabulary_key: str) -> tuple[Term, ...]:
    """Return the user's own terms of a controlled list, by key."""
    rows = select(user_term).where(user_term.c.vocabulary == vocabulary_key).order_by(user_term.c.key)
    return tuple(Term(row.key, row.label_en, row.label_ar) for row in connection.execute(rows))


def know(connection: Connection) -> None:
    """Let the terms there are be shown by their labels, until the archive is closed."""
    vocabulary.know(connection.engine, _every(connection))


def forget(engine: Engine) -> None:
    """Let the terms of an archive that is closed be shown by their labels no more."""
    vocabulary.know(engine, {})


def new_values(connection: Connection, added: Mapping[str, Sequence[Term]]) -> dict[str, Any]:
    """Return terms, by the key of their list, as `changes.put` takes them; those there are are left out."""
    there = OwnTerms().read(connection)
    return {
        f"{OwnTerms.key}:{of}:{term.key}": {"label_en": term.label_en, "label_ar": term.label_ar}
        for of, some in added.items()
        for term in some
        if f"{of}:{term.key}" not in there
    }


def _every(connection: Connection) -> dict[tuple[str, str], Term]:
    rows = connection.execute(select(user_term))
    return {(row.vocabulary, row.key): Term(row.key, row.label_en, row.label_ar) for row in rows}


def _holders(of: str, key: str) -> Iterator[tuple[Kind, Select[Any]]]:
    """Yield for each place a term may stand in the kind and the select of the records that hold it there."""
    for kind, table in RECORD_TABLES.items():
        for field in _fields(kind, of):
            column, row = table.c[field.key], select(table.c.id, table.c.trashed_at)
            if field.type is FieldType.TEXTS:
                each = each_text(column).table_valued("value", joins_implicitly=True)
                yield kind, row.select_from(table, each).where(column.is_not(None), each.c.value == key)
            else:
                yield kind, row.where(column == key)
            said = claim.c.subject_kind == kind.value, claim.c.field == field.key, claim.c.value == key
            yield Kind.CLAIM, select(claim.c.id, claim.c.trashed_at).where(*said)
    if of == _ROLES:
        with_role = select(event_actor.c.event_id).where(event_actor.c.role == key)
        yield Kind.EVENT, select(event.c.id, event.c.trashed_at).where(event.c.id.in_(with_role))


def _fields(kind: Kind, of: str) -> Iterator[Field]:
    for field in stored_fields(kind):
        if field.vocabulary == of and field.type in (FieldType.TERM, FieldType.TEXTS):
            yield field


def _list_name(key: str) -> str:
    try:
        return _(vocabulary.vocabulary(key).label)
    except KeyError:  # of a newer version
        return key
