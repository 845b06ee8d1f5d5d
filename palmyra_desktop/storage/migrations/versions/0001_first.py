"""The first schema.

Frozen: what changes later is a revision of its own.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
LATER: Any = {"deferrable": True, "initially": "DEFERRED"}


def date(name: str) -> list[sa.Column[Any]]:
    """The four columns of a date."""
    days = [sa.Column(f"{name}_{part}", sa.BigInteger()) for part in ("first", "last", "sort")]
    return [sa.Column(name, TEXT), *days]


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "actor",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trashed_at", TEXT),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("actor_kind", TEXT),
        sa.Column("role", TEXT),
        *date("role_dates"),
        sa.Column("description", TEXT),
        sa.Column("note", TEXT),
        sa.CheckConstraint("version >= 1", name=op.f("ck_actor_version")),
        sa.PrimaryKeyConstraint("id", name="pk_actor"),
        sa.UniqueConstraint("uid", name="uq_actor_uid")
    )
    op.create_index("ix_actor_folded_id", "actor", ["folded", "id"])
    op.create_table(
        "archive",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_archive")
    )
    op.create_table(
        "change_group",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("at_utc", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("initiator", TEXT, nullable=False),
        sa.Column("reverts_group_id", ID),
        sa.ForeignKeyConstraint(["reverts_group_id"], ["change_group.id"], name="fk_change_group_reverts_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_change_group")
    )
    op.create_index("ix_change_group_reverts_group_id", "change_group", ["reverts_group_id"])
    op.create_table(
        "event",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trashed_at", TEXT),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        *date("date"),
        sa.Column("date_words", TEXT),
        sa.Column("event_kind", TEXT),
        sa.Column("event_clarity", TEXT),
        sa.Column("place", TEXT),
        sa.Column("place_precision", TEXT),
        sa.Column("damage", TEXT),
        sa.Column("extent", TEXT),
        sa.Column("cause", TEXT),
        sa.Column("effect", TEXT),
        sa.Column("certainty", TEXT),
        sa.Column("description", TEXT),
        sa.Column("note", TEXT),
        sa.CheckConstraint("version >= 1", name=op.f("ck_event_version")),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint("uid", name="uq_event_uid")
    )
    op.create_index("ix_event_date_sort_id", "event", ["date_sort", "id"])
    op.create_index("ix_event_folded_id", "event", ["folded", "id"])
    op.create_table(
        "export_log",
        sa.Column("id", ID, nullable=False),
        sa.Column("at_utc", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("initiator", TEXT, nullable=False),
        sa.Column("format", TEXT, nullable=False),
        sa.Column("criteria", TEXT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_export_log")
    )
    op.create_table(
        "monument",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trashed_at", TEXT),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("monument_kind", TEXT),
        sa.Column("site_id", ID),
        *date("built"),
        sa.Column("latitude", sa.Float(precision=53)),
        sa.Column("longitude", sa.Float(precision=53)),
        sa.Column("place_precision", TEXT),
        sa.Column("coordinate_source", TEXT),
        sa.Column("condition", TEXT),
        sa.Column("description", TEXT),
        sa.Column("note", TEXT),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_monument_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_monument_longitude")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_monument_version")),
        sa.ForeignKeyConstraint(["site_id"], ["monument.id"], name="fk_monument_site_id", **LATER),
        sa.PrimaryKeyConstraint("id", name="pk_monument"),
        sa.UniqueConstraint("uid", name="uq_monument_uid")
    )
    op.create_index("ix_monument_folded_id", "monument", ["folded", "id"])
    op.create_index("ix_monument_site_id", "monument", ["site_id"])
    op.create_table(
        "name",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("record_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("language", TEXT),
        sa.Column("script", TEXT),
        sa.Column("folded", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", "position", name="pk_name")
    )
    op.create_index("ix_name_folded_kind_record_id", "name", ["folded", "kind", "record_id"])
    op.create_table(
        "saved_search",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("criteria", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_search"),
        sa.UniqueConstraint("name", name="uq_saved_search_name")
    )
    op.create_table(
        "source",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trashed_at", TEXT),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("source_kind", TEXT),
        sa.Column("publisher", TEXT),
        sa.Column("authors", sa.Text()),
        *date("published"),
        sa.Column("published_basis", TEXT),
        *date("accessed"),
        sa.Column("url", TEXT),
        sa.Column("archive_url", TEXT),
        sa.Column("language", TEXT),
        sa.Column("rights", TEXT),
        sa.Column("text_kind", TEXT),
        sa.Column("text_sha256", TEXT),
        sa.Column("note", TEXT),
        sa.CheckConstraint("version >= 1", name=op.f("ck_source_version")),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("uid", name="uq_source_uid")
    )
    op.create_index("ix_source_folded_id", "source", ["folded", "id"])
    op.create_index("ix_source_published_sort_id", "source", ["published_sort", "id"])
    op.create_table(
        "user_term",
        sa.Column("vocabulary", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("label_en", TEXT, nullable=False),
        sa.Column("label_ar", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("vocabulary", "key", name="pk_user_term")
    )
    op.create_table(
        "actor_membership",
        sa.Column("actor_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_of_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_actor_membership_actor_id", **LATER),
        sa.ForeignKeyConstraint(["member_of_id"], ["actor.id"], name="fk_actor_membership_member_of_id", **LATER),
        sa.PrimaryKeyConstraint("actor_id", "position", name="pk_actor_membership")
    )
    op.create_index("ix_actor_membership_member_of_id_actor_id", "actor_membership", ["member_of_id", "actor_id"])
    op.create_table(
        "change_log",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("before", TEXT),
        sa.Column("after", TEXT),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["change_group.id"], name="fk_change_log_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_change_log")
    )
    op.create_index("ix_change_log_group_id", "change_log", ["group_id"])
    op.create_index("ix_change_log_kind_record_id_id", "change_log", ["kind", "record_id", "id"])
    op.create_table(
        "claim",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trashed_at", TEXT),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("proposition", TEXT, nullable=False),
        sa.Column("subject_kind", TEXT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("field", TEXT, nullable=False),
        sa.Column("value", TEXT),
        sa.Column("value_link_kind", TEXT),
        sa.Column("value_link_id", ID),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("claimant_words", TEXT),
        sa.Column("verb", TEXT),
        sa.Column("hedges", sa.Text()),
        sa.Column("via", TEXT),
        sa.Column("source_id", ID),
        *date("said"),
        *date("about"),
        sa.Column("words", TEXT),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("prefix", TEXT),
        sa.Column("suffix", TEXT),
        sa.Column("anchor_sha256", TEXT),
        sa.Column("origin", TEXT),
        sa.Column("origin_actor_id", ID),
        sa.Column("rests_on_id", ID),
        sa.Column("confidence", TEXT),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("note", TEXT),
        sa.CheckConstraint("(value_link_kind IS NULL) = (value_link_id IS NULL)", name=op.f("ck_claim_value_link")),
        sa.CheckConstraint('0 <= start AND start <= "end"', name=op.f("ck_claim_place")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_claim_version")),
        sa.ForeignKeyConstraint(["origin_actor_id"], ["actor.id"], name="fk_claim_origin_actor_id", **LATER),
        sa.ForeignKeyConstraint(["rests_on_id"], ["claim.id"], name="fk_claim_rests_on_id", **LATER),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_claim_source_id", **LATER),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
        sa.UniqueConstraint("uid", name="uq_claim_uid")
    )
    op.create_index("ix_claim_folded_id", "claim", ["folded", "id"])
    op.create_index("ix_claim_origin_actor_id", "claim", ["origin_actor_id"])
    op.create_index("ix_claim_rests_on_id", "claim", ["rests_on_id"])
    op.create_index("ix_claim_said_sort_id", "claim", ["said_sort", "id"])
    op.create_index("ix_claim_source_id", "claim", ["source_id"])
    op.create_index("ix_claim_status", "claim", ["status"])
    op.create_index("ix_claim_subject_kind_subject_id_field", "claim", ["subject_kind", "subject_id", "field"])
    op.create_table(
        "event_actor",
        sa.Column("event_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor_id", ID, nullable=False),
        sa.Column("role", TEXT),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_event_actor_actor_id", **LATER),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_actor_event_id", **LATER),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_actor")
    )
    op.create_index("ix_event_actor_actor_id_event_id", "event_actor", ["actor_id", "event_id"])
    op.create_table(
        "event_monument",
        sa.Column("event_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("monument_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_monument_event_id", **LATER),
        sa.ForeignKeyConstraint(["monument_id"], ["monument.id"], name="fk_event_monument_monument_id", **LATER),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_monument")
    )
    op.create_index("ix_event_monument_monument_id_event_id", "event_monument", ["monument_id", "event_id"])
    op.create_table(
        "identifier",
        sa.Column("monument_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scheme", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["monument_id"], ["monument.id"], name="fk_identifier_monument_id", **LATER),
        sa.PrimaryKeyConstraint("monument_id", "position", name="pk_identifier")
    )
    op.create_index("ix_identifier_scheme_value", "identifier", ["scheme", "value"])
    op.create_table(
        "image",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trashed_at", TEXT),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("caption", TEXT, nullable=False),
        sa.Column("image_kind", TEXT),
        sa.Column("credit", TEXT),
        sa.Column("agency", TEXT),
        sa.Column("distributor", TEXT),
        sa.Column("creator", TEXT),
        sa.Column("caption_writer", TEXT),
        sa.Column("headline", TEXT),
        *date("date"),
        *date("published"),
        sa.Column("source_id", ID),
        sa.Column("rights", TEXT),
        sa.Column("sensitivity", TEXT),
        sa.Column("alt_text", TEXT),
        sa.Column("file_name", TEXT),
        sa.Column("file_sha256", TEXT),
        sa.Column("media_type", TEXT),
        sa.Column("note", TEXT),
        sa.CheckConstraint("version >= 1", name=op.f("ck_image_version")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_image_source_id", **LATER),
        sa.PrimaryKeyConstraint("id", name="pk_image"),
        sa.UniqueConstraint("uid", name="uq_image_uid")
    )
    op.create_index("ix_image_date_sort_id", "image", ["date_sort", "id"])
    op.create_index("ix_image_folded_id", "image", ["folded", "id"])
    op.create_index("ix_image_source_id", "image", ["source_id"])
    op.create_table(
        "source_text",
        sa.Column("source_id", ID, autoincrement=False, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_source_text_source_id", **LATER),
        sa.PrimaryKeyConstraint("source_id", name="pk_source_text")
    )
    op.create_table(
        "chosen",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("record_id", ID, autoincrement=False, nullable=False),
        sa.Column("field", TEXT, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_chosen_claim_id", **LATER),
        sa.PrimaryKeyConstraint("kind", "record_id", "field", name="pk_chosen")
    )
    op.create_index("ix_chosen_claim_id", "chosen", ["claim_id"])
    op.create_table(
        "claim_claimant",
        sa.Column("claim_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_claim_claimant_actor_id", **LATER),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_claim_claimant_claim_id", **LATER),
        sa.PrimaryKeyConstraint("claim_id", "position", name="pk_claim_claimant")
    )
    op.create_index("ix_claim_claimant_actor_id_claim_id", "claim_claimant", ["actor_id", "claim_id"])
    op.create_table(
        "image_actor",
        sa.Column("image_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_image_actor_actor_id", **LATER),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_image_actor_image_id", **LATER),
        sa.PrimaryKeyConstraint("image_id", "position", name="pk_image_actor")
    )
    op.create_index("ix_image_actor_actor_id_image_id", "image_actor", ["actor_id", "image_id"])
    op.create_table(
        "image_event",
        sa.Column("image_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_image_event_event_id", **LATER),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_image_event_image_id", **LATER),
        sa.PrimaryKeyConstraint("image_id", "position", name="pk_image_event")
    )
    op.create_index("ix_image_event_event_id_image_id", "image_event", ["event_id", "image_id"])
    op.create_table(
        "image_monument",
        sa.Column("image_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("monument_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_image_monument_image_id", **LATER),
        sa.ForeignKeyConstraint(["monument_id"], ["monument.id"], name="fk_image_monument_monument_id", **LATER),
        sa.PrimaryKeyConstraint("image_id", "position", name="pk_image_monument")
    )
    op.create_index("ix_image_monument_monument_id_image_id", "image_monument", ["monument_id", "image_id"])
