"""Sources and events the archive may have already, on both engines."""

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage.values import text_sha256
from tests.small_archive import TEXT, write

Small = tuple[Archive, dict[str, RecordRef]]


def test_a_source_is_like_another_by_its_text_address_or_title(small: Small) -> None:
    archive, refs = small
    for sha256, url, title in (
        (text_sha256(TEXT), None, ""),
        ("", "https://example.org/a_b", ""),
        ("", None, "TEMPLE  destroyed"),
    ):
        assert [source.id for source in archive.sources_like(sha256, url, title)] == [refs["bbc"].id]
    assert archive.sources_like("0" * 64, "https://example.org/a%b", "Temple") == ()


def test_quotation_marks_do_not_hide_a_title(empty: Archive) -> None:
    refs = write(
        empty,
        {
            "curly": (Kind.SOURCE, {"title": "Palmyra: army ‘takes’ town"}),
            "other": (Kind.SOURCE, {"title": "Palmyra: museum"}),
        },
    )
    found = empty.sources_like("", None, "Palmyra: army 'takes' town")
    assert [source.id for source in found] == [refs["curly"].id]
    assert empty.sources_like("", None, "'Palmyra'") == ()


def test_an_event_is_like_another_by_its_kind_and_monument(small: Small) -> None:
    archive, refs = small
    bel = refs["bel"].id
    assert [event.id for event in archive.events_like("destruction_of_heritage", {bel})] == [refs["blown"].id]
    assert archive.events_like("armed_clash", {bel}) == ()
    assert archive.events_like("destruction_of_heritage", ()) == ()


def test_what_lies_in_the_trash_is_like_nothing(empty: Archive) -> None:
    source = Edit(Action.CREATE, Kind.SOURCE, -1, values={"title": "Gone"})
    made = apply(empty, [source], label="New").created[-1]
    apply(empty, [Edit(Action.TRASH, Kind.SOURCE, made.id, 1)], label="Trash")
    assert empty.sources_like("", None, "Gone") == ()
