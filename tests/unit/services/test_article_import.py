"""What becomes of the findings of an article: records, links, claims, and nothing unasked."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from palmyra_desktop.domain.actor import Actor
from palmyra_desktop.domain.claim import HELD_BY, OCCURRENCE, REMARK, Claim
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import EventFound, Findings
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.review import SOURCE, FindingRef, Part, Review, Verdict
from palmyra_desktop.domain.source import Source
from palmyra_desktop.services import article_import, editing, importing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.article_import import AddedArticles, add_reviews, review_of
from palmyra_desktop.services.attribution import Anchor, locate
from tests import article_findings as made
from tests.small_archive import fill

Filled = tuple[Path, dict[str, RecordRef]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """An archive that knows Palmyra, the Temple of Bel and Islamic State, and how the temple was lost."""
    path = tmp_path_factory.mktemp("small") / "small.palmyra"
    with Archive.create(path) as archive:
        return path, fill(archive)


@pytest.fixture
def archive(filled: Filled, tmp_path: Path) -> Iterator[Archive]:
    """A copy of this test's own."""
    with Archive.open(Path(shutil.copy(filled[0], tmp_path))) as archive:
        yield archive


@pytest.fixture
def refs(filled: Filled) -> dict[str, RecordRef]:
    return filled[1]


def known(refs: dict[str, RecordRef]) -> Findings:
    return made.findings(bel=refs["bel"].id, palmyra=refs["palmyra"].id, group=refs["is"].id)


def new(archive: Archive, added: AddedArticles, kind: Kind) -> list[Any]:
    ids = [ref.id for ref in added.changes.refs if ref.kind is kind]
    return sorted(archive.rows(kind, ids), key=lambda record: record.id)


def claim_of(claims: list[Claim], verb: str) -> Claim:
    return next(claim for claim in claims if claim.verb == verb)


def decide(review: Review, part: Part, place: int, verdict: Verdict = Verdict.TAKEN) -> Review:
    return review.with_verdict(FindingRef(part, place), verdict)


def test_what_is_certain_is_taken_and_what_is_not_is_asked_about(
    archive: Archive, refs: dict[str, RecordRef]
) -> None:
    review = review_of(archive, known(refs))
    open_ones = {ref for ref, verdict in review.verdicts.items() if verdict is Verdict.OPEN}
    assert open_ones == {
        FindingRef(Part.CLAIM, made.LOOTING),
        FindingRef(Part.CLAIM, made.IDOLS),
        FindingRef(Part.ENTITY, made.RESIDENTS),
        FindingRef(Part.ENTITY, made.CHIEF),
        FindingRef(Part.EVENT, made.BLOWN_UP),
    }
    assert review.verdict(FindingRef(Part.ENTITY, made.REUTERS)) is Verdict.REFUSED
    assert not review.is_touched


def test_the_source_keeps_its_text_and_how_its_date_is_known(archive: Archive) -> None:
    added = add_reviews(archive, [review_of(archive, made.findings())])
    (source,) = new(archive, added, Kind.SOURCE)
    assert isinstance(source, Source)
    assert (source.title, source.publisher, source.authors) == (
        made.TITLE,
        "The Desert Post",
        ("A. Reporter",),
    )
    assert source.published and source.published.text == "2017-03-03"
    assert (source.published_basis, source.text_kind) == ("inferred", "full_text")
    assert source.note and "article.txt" in source.note and "source.weekday" in source.note
    text = archive.source_text(source.id)
    assert text is not None and text.text == made.TEXT and text.sha256 == source.text_sha256


def test_claims_are_about_their_event_with_their_words_anchored(
    archive: Archive, refs: dict[str, RecordRef]
) -> None:
    added = add_reviews(archive, [review_of(archive, known(refs))])
    (source,), claims = new(archive, added, Kind.SOURCE), new(archive, added, Kind.CLAIM)
    text = archive.source_text(source.id)
    said = claim_of(claims, "said")
    event = archive.record(said.subject.ref)
    assert isinstance(event, Event) and event.title == "The army retakes Palmyra"
    assert (said.field, said.stance, said.status) == (OCCURRENCE, "asserts", "work_needed")
    assert [link.title for link in said.claimants] == ["Syrian army"]
    assert said.claimant_words == "The army" and said.note and "claim.said-that" in said.note
    assert text is not None
    for claim in claims:
        assert isinstance(locate(text, claim), Anchor) and claim.anchor_sha256 == text.sha256
        assert claim.source and claim.source.id == source.id
        assert made.TEXT[: claim.start].endswith(claim.prefix or "") and claim.words


def test_a_claim_about_the_state_of_a_monument_is_about_its_condition(
    archive: Archive, refs: dict[str, RecordRef]
) -> None:
    review = decide(review_of(archive, known(refs)), Part.ENTITY, made.CHIEF)
    claims = new(archive, add_reviews(archive, [review]), Kind.CLAIM)
    rubble, stands = claim_of(claims, "added"), claim_of(claims, "as saying")
    assert (rubble.subject.ref, rubble.field, rubble.value) == (refs["bel"], "condition", "destroyed")
    assert (stands.subject.title, stands.field, stands.value) == ("Palmyra Museum", "condition", None)
    assert (stands.via, stands.hedges) == ("Local media", ("cited",))


def test_a_claim_of_an_event_that_is_not_taken_is_about_what_was_hit(
    archive: Archive, refs: dict[str, RecordRef]
) -> None:
    base = known(refs)
    blown = replace(base.events[made.RECAPTURE], monuments=(made.BEL,), damage="destroyed")
    review = review_of(archive, replace(base, events=(blown, *base.events[1:])))
    review = review.with_verdict(FindingRef(Part.EVENT, made.RECAPTURE), Verdict.REFUSED)
    said = claim_of(new(archive, add_reviews(archive, [review]), Kind.CLAIM), "said")
    assert (said.subject.ref, said.field, said.value) == (refs["bel"], "condition", "destroyed")


def test_whoever_is_not_taken_in_stays_as_printed(archive: Archive, refs: dict[str, RecordRef]) -> None:
    review = decide(review_of(archive, known(refs)), Part.CLAIM, made.LOOTING)
    spoke = claim_of(new(archive, add_reviews(archive, [review]), Kind.CLAIM), "spoke of")
    assert (spoke.claimants, spoke.claimant_words, spoke.field) == ((), "residents", REMARK)


def test_new_actors_come_with_kind_and_role_and_known_ones_are_linked(
    archive: Archive, refs: dict[str, RecordRef]
) -> None:
    review = decide(review_of(archive, known(refs)), Part.ENTITY, made.CHIEF)
    added = add_reviews(archive, [review])
    actors = {actor.name: actor for actor in new(archive, added, Kind.ACTOR)}
    assert set(actors) == {"Syrian army", "Mamun Abdelkarim"}
    chief = actors["Mamun Abdelkarim"]
    assert isinstance(chief, Actor) and (chief.actor_kind, chief.role) == ("individual", "antiquities chief")
    assert {monument.name for monument in new(archive, added, Kind.MONUMENT)} == {"Palmyra Museum"}


def test_events_have_date_words_roles_and_monuments(archive: Archive, refs: dict[str, RecordRef]) -> None:
    review = decide(review_of(archive, known(refs)), Part.EVENT, made.BLOWN_UP)
    added = add_reviews(archive, [review])
    retaken, blown = new(archive, added, Kind.EVENT)
    assert (retaken.date.text, retaken.date_words) == ("2017-03-02", "on Thursday")
    assert [(link.title, link.role) for link in retaken.actors] == [
        ("Syrian army", "participant"),
        ("Islamic State", "target"),
    ]
    assert [link.ref for link in blown.monuments] == [refs["bel"]]
    assert (blown.event_kind, blown.damage) == ("destruction_of_heritage", "destroyed")


def test_the_publisher_answers_for_what_nobody_else_says(
    archive: Archive, refs: dict[str, RecordRef]
) -> None:
    review = decide(review_of(archive, known(refs)), Part.EVENT, made.BLOWN_UP)
    added = add_reviews(archive, [review])
    told = [
        claim for claim in new(archive, added, Kind.CLAIM) if claim.subject.title == "Temple of Bel blown up"
    ]
    (claim,) = told
    assert [link.title for link in claim.claimants] == ["The Desert Post"]
    assert (claim.field, claim.verb, claim.said.text) == (OCCURRENCE, None, "2017-03-03")


def test_the_creator_of_a_picture_is_not_taken_from_its_credit(
    archive: Archive, refs: dict[str, RecordRef]
) -> None:
    (image,) = new(archive, add_reviews(archive, [review_of(archive, known(refs))]), Kind.IMAGE)
    assert isinstance(image, Image)
    assert (image.credit, image.agency, image.creator) == ("Reuters/Sandra Auger", "Reuters", None)
    assert image.caption == made.CAPTION and image.source and image.source.title == made.TITLE
    assert [link.ref for link in image.monuments] == [refs["palmyra"]]


def test_one_undo_takes_the_whole_import_back(archive: Archive, refs: dict[str, RecordRef]) -> None:
    before = archive.totals()
    added = add_reviews(archive, [review_of(archive, known(refs))], author="A")
    group = editing.undoable(archive)
    assert group and group.id == added.changes.group_id
    assert group.label == f"Import of “{made.TITLE}”: {added.findings} findings"
    editing.undo(archive)
    assert archive.totals() == before


def test_the_same_text_is_recognised_and_brings_nothing_twice(
    archive: Archive, refs: dict[str, RecordRef]
) -> None:
    add_reviews(archive, [review_of(archive, known(refs))])
    before = archive.totals()
    again = review_of(archive, known(refs))
    assert again.already[0].is_same_text and again.source_id == again.already[0].record_id
    later = add_reviews(archive, [again])
    assert later.counts.get(Kind.SOURCE, 0) == later.counts.get(Kind.IMAGE, 0) == 0
    told = [claim.verb for claim in new(archive, later, Kind.CLAIM)]
    assert told == [] and archive.totals()[Kind.CLAIM] == before[Kind.CLAIM]


def test_another_text_of_the_same_address_or_title_is_told(archive: Archive) -> None:
    first = made.findings(url="https://example.org/army")
    add_reviews(archive, [review_of(archive, first)])
    other = replace(first, article=replace(first.article, text=made.TEXT + " "))
    (there,) = review_of(archive, other).already
    assert not there.is_same_text and "address" in there.reason
    moved = replace(other.article.source, url="https://example.org/elsewhere")
    (there,) = review_of(archive, replace(other, article=replace(other.article, source=moved))).already
    assert "title and publisher" in there.reason
    elsewhere = replace(moved, publisher="The Oasis Times")
    assert review_of(archive, replace(other, article=replace(other.article, source=elsewhere))).already == ()


def test_an_event_that_may_be_there_is_shown_with_the_reason(
    archive: Archive, refs: dict[str, RecordRef]
) -> None:
    review = review_of(archive, known(refs))
    event = review.findings.events[made.BLOWN_UP]
    (similar,) = event.similar
    assert similar.record_id == refs["blown"].id
    assert "Temple of Bel" in similar.reason and "30 August 2015" in similar.reason
    assert review.findings.events[made.RECAPTURE].similar == ()


def test_an_event_said_to_be_the_same_is_not_made_again(archive: Archive, refs: dict[str, RecordRef]) -> None:
    review = review_of(archive, known(refs))
    ref = FindingRef(Part.EVENT, made.BLOWN_UP)
    found = review.finding(ref)
    assert isinstance(found, EventFound)
    review = review.with_correction(ref, replace(found, record_id=refs["blown"].id))
    added = add_reviews(archive, [review])
    assert [event.title for event in new(archive, added, Kind.EVENT)] == ["The army retakes Palmyra"]
    assert refs["blown"] in [claim.subject.ref for claim in new(archive, added, Kind.CLAIM)]


def test_a_refused_date_leaves_its_event_undated_with_its_words(archive: Archive) -> None:
    review = decide(review_of(archive, made.findings()), Part.DATE, 0, Verdict.REFUSED)
    retaken = new(archive, add_reviews(archive, [review]), Kind.EVENT)[0]
    assert (retaken.date, retaken.date_words) == (None, "on Thursday")


def test_a_corrected_date_is_that_of_its_event(archive: Archive) -> None:
    review = review_of(archive, made.findings())
    date = replace(review.findings.dates[0], edtf="2017-03-01", rule="corrected")
    review = review.with_correction(FindingRef(Part.DATE, 0), date)
    assert new(archive, add_reviews(archive, [review]), Kind.EVENT)[0].date.text == "2017-03-01"
    assert review.is_touched


def test_the_source_put_right_is_what_is_kept(archive: Archive) -> None:
    review = review_of(archive, made.findings())
    source = replace(review.findings.article.source, publisher="Oasis Times", published_basis="stated")
    (kept,) = new(archive, add_reviews(archive, [review.with_correction(SOURCE, source)]), Kind.SOURCE)
    assert (kept.publisher, kept.published_basis) == ("Oasis Times", "stated")


def test_without_a_reader_what_is_uncertain_comes_in_and_what_is_optional_does_not(archive: Archive) -> None:
    added = add_reviews(archive, [review_of(archive, made.findings()).settled()])
    verbs = {claim.verb for claim in new(archive, added, Kind.CLAIM)}
    assert verbs == {"said", "added", "spoke of", "as saying", None}
    assert {actor.name for actor in new(archive, added, Kind.ACTOR)} == {
        "Syrian army", "Islamic State", "Mamun Abdelkarim", "The Desert Post",
    }  # fmt: skip


def test_two_articles_that_name_the_same_new_actor_share_its_record(archive: Archive) -> None:
    first = review_of(archive, made.findings()).settled()
    second = replace(first, findings=made.findings(made.TEXT + "\n"))
    added = add_reviews(archive, [first, second])
    assert (added.counts[Kind.SOURCE], added.counts[Kind.ACTOR]) == (2, 4)
    assert added.changes.label == f"Import of 2 articles: {added.findings} findings"


def test_who_held_a_place_is_a_claim_about_the_place(archive: Archive, refs: dict[str, RecordRef]) -> None:
    base = known(refs)
    held = replace(
        base.events[made.RECAPTURE],
        kind="control_of_territory",
        actors=((made.GROUP, "controller"),),
        date="2015-05/2016-03",
        date_span=None,
    )
    review = review_of(archive, replace(base, events=(held, *base.events[1:])))
    claims = new(archive, add_reviews(archive, [review]), Kind.CLAIM)
    (holding,) = [claim for claim in claims if claim.field == HELD_BY]
    assert (holding.subject.ref, holding.value_link.ref) == (refs["palmyra"], refs["is"])
    assert holding.about.text == "2015-05/2016-03" and holding.verb == "said"


def test_nothing_taken_writes_only_the_source(archive: Archive) -> None:
    review = review_of(archive, made.findings())
    for ref in review.verdicts:
        review = review.with_verdict(ref, Verdict.REFUSED)
    assert add_reviews(archive, [review]).counts == {Kind.SOURCE: 1}


def test_an_arabic_article_keeps_its_names_and_words(archive: Archive) -> None:
    text = made.TEXT.replace("residents", "السكان")
    article = replace(made.article(), text=text)
    found = replace(
        made.findings(), article=article, mentions=(), claims=(), dates=(), events=(), captions=()
    )
    entity = replace(found.entities[made.ARMY], name="الجيش السوري", other_names=("Syrian army",))
    added = add_reviews(archive, [review_of(archive, replace(found, entities=(entity,)))])
    (actor,) = new(archive, added, Kind.ACTOR)
    assert (actor.name, [name.text for name in actor.names]) == ("الجيش السوري", ["Syrian army"])
    ids = archive.search(Criteria(Kind.ACTOR, text="الجيش")).ids
    assert list(ids) == [actor.id]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder whose files are articles in which all is found that our short article holds."""
    monkeypatch.setattr(importing, "is_article", lambda path: True)
    monkeypatch.setattr(
        article_import, "found_in", lambda archive, path, *_rest: made.findings(path.read_text("utf-8"))
    )
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(made.TEXT + "\n" * (number % 2), "utf-8")
    return tmp_path


def test_files_without_a_window_come_in_as_one_act_each_text_once(archive: Archive, files: Path) -> None:
    done = importing.import_files(archive, [files / f"{number}.txt" for number in range(3)], initiator="cli")
    assert (done.counts[Kind.SOURCE], done.counts[Kind.ACTOR], done.already) == (2, 4, 1)
    group = editing.undoable(archive)
    assert group and (group.id, group.initiator) == (done.changes.group_id, "cli")


def test_what_is_there_already_is_told_and_left_as_it_is(archive: Archive, files: Path) -> None:
    importing.import_files(archive, [files / "0.txt"])
    before = archive.totals()
    again = importing.import_files(archive, [files / "2.txt"])
    assert (again.already, again.counts, archive.totals()) == (1, {}, before)
    assert [issue.text for issue in again.issues] == [made.TITLE]
    other = importing.import_files(archive, [files / "1.txt"])
    assert other.counts[Kind.SOURCE] == 1 and "title and publisher" in other.issues[0].reason
