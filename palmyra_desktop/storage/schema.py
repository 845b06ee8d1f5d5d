"""All tables of an archive on one page; portable between SQLite 3.40 and PostgreSQL 15.

What a field means is told in the domain; here is only how it is kept:

- A DATE field X has X (EDTF text), X_first and X_last (day numbers as in `DateSpan`, NULL when open, unknown
  or undated) and X_sort (what lists are ordered by, NULL only when undated).
- A LINK field X is X_id, and X_kind beside it where it may lead to several kinds. LINKS are rows of a table
  of their own, found in LINKS; `position` keeps their order, from 0.
- `folded` is what a record is found by name and ordered by: see `folded_name`.
- Text is compared byte for byte (BINARY, collation "C"), so that both engines order alike.

Foreign keys are checked at commit, so that the records of one act may point at each other in any order.
A new column needs a migration; tests compare fields with columns, and this page with the migrations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.storage.column_types import ID, NAMES, TEXT, Texts

APPLICATION_ID = 0x50414C4D
"""SQLite's application_id of an archive: "PALM"."""
GENERATION = 8
"""Generation of this schema, SQLite's user_version; a greater one was made by a newer version."""
REVISION = "0008"
"""Newest revision in migrations/versions, the one this page describes."""
_FOLDED_LENGTH = 200  # PostgreSQL refuses index entries beyond 2.7 kB

metadata = MetaData(naming_convention=NAMES)


def folded_name(text: str) -> str:
    """Return what is kept in a column `folded`: `name_key` of a title or name, its first 200 code points."""
    return name_key(text)[:_FOLDED_LENGTH]


def _texts(*names: str, nullable: bool = True) -> list[Column[Any]]:
    return [Column(name, TEXT, nullable=nullable) for name in names]


def _date(name: str) -> list[Column[Any]]:
    return [Column(name, TEXT), *(Column(f"{name}_{part}", BigInteger) for part in ("first", "last", "sort"))]


def _address() -> list[Column[Any]]:
    """The columns of a record of any kind, as the beginning of a key."""
    return [
        Column("kind", TEXT, primary_key=True),
        Column("record_id", ID, primary_key=True, autoincrement=False),
    ]


def _to(kind: Kind, name: str | None = None, **options: Any) -> Column[Any]:
    """A column that leads to a record."""
    target = ForeignKey(f"{kind.value}.id", deferrable=True, initially="DEFERRED")
    return Column(name or f"{kind.value}_id", ID, target, **options)


def _record(kind: Kind, *columns: Column[Any] | CheckConstraint | Index) -> Table:
    """The table of a kind of record; `id` is given by the writer, never by the engine."""
    return Table(
        kind.value,
        metadata,
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("uid", TEXT, nullable=False),
        Column("version", Integer, nullable=False),
        Column("trashed_at", TEXT),  # ISO 8601, UTC; NULL when not in the trash
        Column("folded", TEXT, nullable=False),
        *columns,
        Column("tags", Texts),
        UniqueConstraint("uid"),
        CheckConstraint("version >= 1", name="version"),
        Index(None, "folded", "id"),
    )


event = _record(
    Kind.EVENT,
    Column("title", TEXT, nullable=False),
    *_date("date"),
    *_texts("date_words", "event_kind", "event_clarity", "place", "place_precision", "damage", "extent"),
    *_texts("cause", "effect", "certainty", "description", "note"),
    Index(None, "date_sort", "id"),
)

monument = _record(
    Kind.MONUMENT,
    Column("name", TEXT, nullable=False),
    Column("monument_kind", TEXT),
    _to(Kind.MONUMENT, "site_id", index=True),
    *_date("built"),
    Column("latitude", Float(53)),
    Column("longitude", Float(53)),
    *_texts("place_precision", "coordinate_source", "condition", "description", "note"),
    CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
    CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
)

image = _record(
    Kind.IMAGE,
    Column("caption", TEXT, nullable=False),
    *_texts("image_kind", "credit", "agency", "distributor", "creator", "caption_writer", "headline"),
    *_date("date"),
    *_date("published"),
    _to(Kind.SOURCE, index=True),
    *_texts("rights", "sensitivity", "alt_text", "file_name", "file_sha256", "media_type", "note"),
    Index(None, "date_sort", "id"),
)

actor = _record(
    Kind.ACTOR,
    Column("name", TEXT, nullable=False),
    *_texts("actor_kind", "role"),
    *_date("role_dates"),
    *_texts("description", "note"),
)

source = _record(
    Kind.SOURCE,
    Column("title", TEXT, nullable=False),
    *_texts("source_kind", "publisher"),
    Column("authors", Texts),
    *_date("published"),
    Column("published_basis", TEXT),
    *_date("accessed"),
    *_texts("url", "archive_url", "language", "rights", "text_kind", "text_sha256", "note"),
    *_texts("reliability", "file_name", "file_sha256", "media_type"),
    Index(None, "published_sort", "id"),
)

source_text = Table(
    "source_text",
    metadata,
    _to(Kind.SOURCE, primary_key=True, autoincrement=False),
    Column("text", TEXT, nullable=False),
)

claim = _record(
    Kind.CLAIM,
    Column("proposition", TEXT, nullable=False),
    Column("subject_kind", TEXT, nullable=False),
    Column("subject_id", ID, nullable=False),
    Column("field", TEXT, nullable=False),
    *_texts("value", "value_link_kind"),
    Column("value_link_id", ID),
    Column("stance", TEXT, nullable=False),
    *_texts("claimant_words", "verb"),
    Column("hedges", Texts),
    Column("via", TEXT),
    _to(Kind.SOURCE, index=True),
    *_date("said"),
    *_date("about"),
    Column("words", TEXT),
    Column("start", Integer),
    Column("end", Integer),
    *_texts("prefix", "suffix", "anchor_sha256", "origin"),
    _to(Kind.ACTOR, "origin_actor_id", index=True),
    _to(Kind.CLAIM, "rests_on_id", index=True),
    Column("confidence", TEXT),
    Column("status", TEXT, nullable=False, index=True),
    *_texts("note", "credibility"),
    CheckConstraint('0 <= start AND start <= "end"', name="place"),
    CheckConstraint("(value_link_kind IS NULL) = (value_link_id IS NULL)", name="value_link"),
    Index(None, "subject_kind", "subject_id", "field"),
    Index(None, "said_sort", "id"),
)

RECORD_TABLES: Mapping[Kind, Table] = {
    Kind(table.name): table for table in (event, monument, image, actor, source, claim)
}


@dataclass(frozen=True, slots=True)
class LinkTable:
    """A table of links: rows of (owner, position, target), and of a role where `has_role`."""

    table: Table
    owner: str
    target: str
    target_kind: Kind
    has_role: bool = False

    @property
    def owner_column(self) -> Column[Any]:
        """The record that has the links."""
        return self.table.c[self.owner]

    @property
    def target_column(self) -> Column[Any]:
        """The record a link leads to."""
        return self.table.c[self.target]


def _links(
    name: str, owner: Kind, target: Kind, column: str | None = None, has_role: bool = False
) -> LinkTable:
    owner_column, target_column = f"{owner.value}_id", column or f"{target.value}_id"
    table = Table(
        name,
        metadata,
        _to(owner, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        _to(target, target_column, nullable=False),
        *(_texts("role") if has_role else ()),
        Index(None, target_column, owner_column),
    )
    return LinkTable(table, owner_column, target_column, target, has_role)


LINKS: Mapping[tuple[Kind, str], LinkTable] = {
    (Kind.EVENT, "monuments"): _links("event_monument", Kind.EVENT, Kind.MONUMENT),
    (Kind.EVENT, "actors"): _links("event_actor", Kind.EVENT, Kind.ACTOR, has_role=True),
    (Kind.IMAGE, "monuments"): _links("image_monument", Kind.IMAGE, Kind.MONUMENT),
    (Kind.IMAGE, "actors"): _links("image_actor", Kind.IMAGE, Kind.ACTOR),
    (Kind.IMAGE, "events"): _links("image_event", Kind.IMAGE, Kind.EVENT),
    (Kind.ACTOR, "member_of"): _links("actor_membership", Kind.ACTOR, Kind.ACTOR, "member_of_id"),
    (Kind.CLAIM, "claimants"): _links("claim_claimant", Kind.CLAIM, Kind.ACTOR),
}
"""The table of each LINKS field."""

event_monument, event_actor = LINKS[Kind.EVENT, "monuments"].table, LINKS[Kind.EVENT, "actors"].table
actor_membership, claim_claimant = LINKS[Kind.ACTOR, "member_of"].table, LINKS[Kind.CLAIM, "claimants"].table

name = Table(
    "name",
    metadata,
    *_address(),  # of a monument or actor
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("text", TEXT, nullable=False),
    *_texts("language", "script"),
    Column("folded", TEXT, nullable=False),
    Index(None, "folded", "kind", "record_id"),
)

identifier = Table(
    "identifier",
    metadata,
    _to(Kind.MONUMENT, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("scheme", TEXT, nullable=False),
    Column("value", TEXT, nullable=False),
    Index(None, "scheme", "value"),
)

chosen = Table(
    "chosen",
    metadata,
    *_address(),
    Column("field", TEXT, primary_key=True),
    _to(Kind.CLAIM, nullable=False, index=True),
)

change_group = Table(
    "change_group",
    metadata,
    Column("id", ID, primary_key=True, autoincrement=False),
    *_texts("at_utc", "author", "label", "initiator", nullable=False),
    Column("reverts_group_id", ID, ForeignKey("change_group.id"), index=True),
)

change_log = Table(
    "change_log",
    metadata,
    Column("id", ID, primary_key=True, autoincrement=False),
    Column("group_id", ID, ForeignKey("change_group.id"), nullable=False, index=True),
    Column("kind", TEXT, nullable=False),
    Column("record_id", ID, nullable=False),
    Column("version", Integer, nullable=False),  # of the record, after the change
    Column("action", TEXT, nullable=False),
    *_texts("before", "after"),  # JSON objects in file form: see change_log.py
    Column("hash", String(64), nullable=False),
    Index(None, "kind", "record_id", "id"),
)

removed = Table(
    "removed",  # records that were in the trash when it was emptied; the log alone still tells of them
    metadata,
    *_address(),
    Column("group_id", ID, ForeignKey("change_group.id"), nullable=False, index=True),
)

not_duplicate = Table(
    "not_duplicate",  # pairs somebody looked at and found to be two; other_id is the greater
    metadata,
    *_address(),
    Column("other_id", ID, primary_key=True, autoincrement=False),
)

custody = Table(
    "custody",  # of files and texts: see custody.py
    metadata,
    Column("id", ID, primary_key=True, autoincrement=False),
    Column("record_id", ID, nullable=False),
    *_texts(
        "kind", "at_utc", "step", "what", "sha256", "origin", "author", "how", "initiator", nullable=False
    ),
    Column("hash", String(64), nullable=False),
    Index(None, "kind", "record_id", "id"),
)

export_log = Table(
    "export_log",
    metadata,
    Column("id", ID, primary_key=True),
    *_texts("at_utc", "author", "initiator", "format", nullable=False),
    Column("criteria", TEXT, nullable=False),  # JSON, as Criteria.to_json
    Column("count", Integer, nullable=False),
    Column("file_name", TEXT, nullable=False),  # without its folder: an archive holds no path of a machine
    Column("sha256", String(64), nullable=False),
)

saved_search = Table(
    "saved_search",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", TEXT, nullable=False, unique=True),
    Column("criteria", TEXT, nullable=False),  # JSON, as Criteria.to_json
)

user_term = Table(
    "user_term",
    metadata,
    Column("vocabulary", TEXT, primary_key=True),
    Column("key", TEXT, primary_key=True),
    *_texts("label_en", "label_ar", nullable=False),
)

tag = Table(
    "tag",  # how a tag looks and which key gives it; a tag without a row has a look of its name's own
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("color", TEXT, nullable=False),  # key of `domain.tags.COLORS`
    Column("key", Integer, unique=True),  # 1 to 9
)

draft = Table(
    "draft",  # what is written in a form that is not saved yet: see drafts.py
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("record_id", ID),  # NULL for a new record
    Column("version", Integer),  # of the record the form showed
    Column("states", TEXT, nullable=False),  # JSON: key of the field to what its editor holds
    Column("at_utc", TEXT, nullable=False),
)

facet_index = Table(
    "facet_index",  # derived from the other tables: see facet_index/
    metadata,
    Column("kind", TEXT, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

posting = Table(
    "posting",  # derived: for each word, the records that have it; see facet_index/postings.py
    metadata,
    Column("kind", TEXT, primary_key=True),
    Column("scope", TEXT, primary_key=True),
    Column("word", TEXT, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

archive = Table(
    "archive",
    metadata,
    Column("key", TEXT, primary_key=True),  # title, uid, created_utc, sample, files_key, timeline_bands ...
    Column("value", TEXT, nullable=False),
)

revision = Table(
    "alembic_version",  # alembic's own table, outside our metadata: alembic looks after it
    MetaData(),
    Column("version_num", String(32), primary_key=True),
)
