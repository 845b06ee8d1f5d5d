"""The picture of the timeline: well-formed, whole, harmless, in the direction of reading."""

import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from palmyra_desktop import i18n
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Band, DayCounts
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.domain.timeline.notes import Dating, Notes
from palmyra_desktop.exporters.base import ExportItem, Selection
from palmyra_desktop.exporters.svg.text import fitted, text_width, xml
from palmyra_desktop.exporters.timeline_svg import TimelineSvg, TimelineSvgOptions
from tests.records import EVENT, MONUMENT
from tests.unit.exporters.selections import selection

SVG = "{http://www.w3.org/2000/svg}"
ARCH = Link(Kind.MONUMENT, 3, "Monumental Arch")
_ids = itertools.count(1)


@pytest.fixture
def in_arabic() -> Iterator[None]:
    i18n.set_language("ar")
    yield
    i18n.set_language("en")


def event(title: str, date: str | None, *monuments: Link) -> ExportItem:
    span = DateSpan.parse(date) if date else None
    return ExportItem(Event(id=next(_ids), uid=title, title=title, date=span, monuments=monuments))


def picture(wanted: Selection, lanes: bool = True) -> ElementTree.Element:
    stream = io.BytesIO()
    assert TimelineSvg().write(wanted, stream, TimelineSvgOptions(lanes=lanes)) == wanted.count
    stream.seek(0)
    assert TimelineSvg().count(stream) == wanted.count
    return ElementTree.fromstring(stream.getvalue())


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def groups(root: ElementTree.Element, css: str) -> list[ElementTree.Element]:
    return [element for element in root.iter(f"{SVG}g") if element.get("class") == css]


@pytest.mark.parametrize(
    "date",
    [
        *("2015-08-30", "2015", "[2015-05-12,2015-05-13]", "{2015,2017}", "2015?", "1600~/1700?", "2015/.."),
        *("../1930", "/1930", "2015/", "-0099/0032", "Y170000002", "[..2015]"),
    ],
)
def test_a_date_of_any_shape_is_drawn_once_and_says_itself(date: str) -> None:
    root = picture(selection(event("it", date)))
    (record,) = groups(root, "record")
    assert record.find(f"{SVG}title").text.endswith(f"({date})")  # type: ignore[union-attr]
    assert record.find(f"{SVG}rect") is not None


def test_title_filter_count_and_legend_stand_above() -> None:
    shown = texts(picture(selection(ExportItem(EVENT))))
    assert shown[:3] == ["Events: Sample", "1 record", "Monument: Temple of Bel"]
    assert {"certain", "some time within", "one of", "approximate", "doubtful", "open end"} <= set(shown)


def test_a_record_in_two_lanes_is_drawn_in_both_and_counted_once() -> None:
    root = picture(selection(event("it", "2015", *EVENT.monuments, ARCH)))
    assert (len(groups(root, "record")), len(groups(root, "again"))) == (1, 1)
    names = [lane.find(f"{SVG}title").text for lane in groups(root, "lane")]  # type: ignore[union-attr]
    assert names == ["Monumental Arch", "Temple of Bel"]


def test_without_lanes_it_is_drawn_once() -> None:
    root = picture(selection(event("it", "2015", *EVENT.monuments, ARCH)), lanes=False)
    assert (len(groups(root, "record")), len(groups(root, "again"))) == (1, 0)


def test_what_has_no_date_is_listed_and_counted() -> None:
    root = picture(selection(event("dated", "2015"), event("without a date", None)))
    assert "without a date" in texts(root)
    assert "2 records · Undated: 1" in texts(root)


def test_text_of_the_archive_is_escaped_and_nothing_can_run() -> None:
    hostile = '<script>alert(1)</script> & "x" \x00\x0b'
    root = picture(selection(event(hostile, "2015", Link(Kind.MONUMENT, 3, hostile)), event(hostile, None)))
    assert "<script>alert(1)</script>" in " ".join(texts(root))
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not names & {"script", "foreignObject", "a", "image", "use", "animate"}
    links = [
        key for element in root.iter() for key in element.attrib if "href" in key or key.startswith("on")
    ]
    assert links == []


def test_arabic_text_is_marked_as_read_from_the_right() -> None:
    root = picture(selection(event("تفجير معبد بل (2015)!", "2015-08-30")))
    assert "\u2067تفجير معبد بل (2015)!\u2069" in texts(root)


def test_an_arabic_picture_begins_at_the_right_and_time_runs_to_the_left(in_arabic: None) -> None:
    root = picture(selection(event("early", "2010"), event("late", "2020")))
    first, last = (float(g.find(f"{SVG}rect").get("x")) for g in groups(root, "record"))  # type: ignore
    assert first > last
    title = next(root.iter(f"{SVG}text"))
    assert (title.get("text-anchor"), float(title.get("x", "0")) > 1_500) == ("end", True)


def test_hijri_dates_are_a_second_line_where_they_are_asked_for() -> None:
    stream = io.BytesIO()
    TimelineSvg().write(selection(event("it", "2015-06/2015-09")), stream, TimelineSvgOptions(hijri=True))
    shown = texts(ElementTree.fromstring(stream.getvalue()))
    assert "Shawwal" in shown
    assert "Shaban 1436" in shown


def test_contested_bands_are_hatched_and_explained() -> None:
    held = ("2015/2016", "Islamic State"), ("2016/2017", "Syrian government")
    bands = tuple(
        Band(Link(Kind.ACTOR, n, who), d := DateSpan.parse(date), d.earliest_day, d.latest_day, (n,))
        for n, (date, who) in enumerate(held, 1)
    )
    root = picture(selection(event("it", "2014/2018"), bands=bands))
    fills = [element.get("fill") for element in root.iter(f"{SVG}rect")]
    assert fills.count("url(#contested)") == 2  # the stretch, and its sample in the legend
    assert "contested" in texts(root)


def test_bands_of_the_users_own_stand_above_the_lanes_and_behind_them() -> None:
    made = (
        MadeBand("حصار", DateSpan("2015-05/2016"), "amber"),
        MadeBand("Truce", DateSpan("2016-02"), "grey"),
    )
    wanted = selection(event("it", "2014/2018", ARCH))
    root = picture(replace(wanted, made_bands=lambda: made))
    titles = [band.find(f"{SVG}title").text for band in groups(root, "band")]  # type: ignore[union-attr]
    assert [title.split(",")[0] for title in titles if title] == ["حصار", "Truce"]
    assert {"Time bands", "\u2067حصار\u2069"} <= set(texts(root))
    behind = [e for e in root.iter(f"{SVG}rect") if "behind" in (e.get("class") or "")]
    assert [e.get("class") for e in behind] == ["made-amber behind", "made-grey behind"]


def test_a_kind_without_dates_is_refused_in_words() -> None:
    with pytest.raises(KnownError, match="Monuments have no date"):
        picture(selection(ExportItem(MONUMENT)))


@pytest.mark.parametrize("date", ["XXXX", "../.."])
def test_a_date_without_any_day_stands_with_the_undated(date: str) -> None:
    root = picture(selection(event("it", date)))
    assert "Undated: 1" in texts(root)
    assert "it" in texts(root)


def test_where_too_many_begin_at_once_they_are_a_stack_with_their_number() -> None:
    near = [event(f"near {n}", "2015-08-30", ARCH, *EVENT.monuments) for n in range(60)]
    root = picture(selection(*near, event("far", "2011", ARCH), event("later", "2019", *EVENT.monuments)))
    stacks = [stack.find(f"{SVG}title").text for stack in groups(root, "stack")]  # type: ignore[union-attr]
    assert len(stacks) == 2, "one in each of two lanes"
    assert all(words and words.endswith(": 60") for words in stacks)
    assert [record.find(f"{SVG}title").text for record in groups(root, "record")] == [  # type: ignore[union-attr]
        "far, 2011 (2011)",
        "later, 2019 (2019)",
    ]


def test_of_very_many_all_lie_in_stacks_and_the_first_without_a_date_are_named() -> None:
    few = selection(event("it", "2015-08-30", ARCH), *(event(f"undated {n}", None) for n in range(60)))
    spans = few.spans("monument")
    many = replace(spans, days=DayCounts.numbered([(735_840, 900_000), (735_900, 90_000)]), bars=())
    lanes = (replace(spans.lanes[0], count=990_000, days=many.days),)
    wanted = replace(many, lanes=lanes, last_day=735_900, undated=10_000, total=1_000_000)
    root = picture(replace(few, count=1_000_000, spans=lambda lanes: wanted))
    assert groups(root, "stack")
    assert len(groups(root, "record")) == 50
    assert "and 9,950 more" in texts(root)


def test_lanes_stand_for_what_is_asked_for_and_no_others() -> None:
    asked: list[str] = []
    wanted = selection(event("it", "2015"))
    spans = replace(wanted, spans=lambda lanes: asked.append(lanes) or wanted.spans("none"))
    for lanes in (True, False, "actor"):
        TimelineSvg().write(spans, io.BytesIO(), TimelineSvgOptions(lanes=lanes))
    assert asked == ["monument", "none", "actor"]
    with pytest.raises(KnownError, match="no lanes called wall"):
        TimelineSvg().write(spans, io.BytesIO(), TimelineSvgOptions(lanes="wall"))


def test_a_date_claimed_otherwise_is_a_ghost_joined_with_its_bar_and_told() -> None:
    wanted = selection(event("it", "2015-08-30", ARCH), event("later", "2016", ARCH))
    claims = (
        Dating(DateSpan.parse("2015-05"), "SOHR", "A report"),
        Dating(DateSpan.parse("2015-08"), "", "Only less precise"),
        Dating(DateSpan.parse("2015-06"), "", "A paper"),
    )
    root = picture(replace(wanted, notes=lambda bars, lanes: Notes({bars[0].ref: claims})))
    (record,) = (found for found in groups(root, "record") if "it," in (found.findtext(f"{SVG}title") or ""))
    told = record.findtext(f"{SVG}title") or ""
    assert told.endswith("claimed otherwise: May 2015 (SOHR), June 2015 (A paper)"), told
    ghosts = [shape for shape in record.iter(f"{SVG}rect") if shape.get("class") == "ghost"]
    joins = [shape for shape in record.iter(f"{SVG}rect") if shape.get("height") == "1"]
    assert (len(ghosts), len(joins)) == (2, 2)
    assert "claimed otherwise" in texts(root), "in the legend"
    assert "claimed otherwise" not in texts(picture(wanted))


def test_an_actor_with_a_lane_has_its_roles_behind_its_name() -> None:
    wanted = selection(event("it", "2015-08-30", Link(Kind.MONUMENT, 3, "SOHR")))
    named = replace(wanted, notes=lambda bars, lanes: Notes(roles={3: ("perpetrator", "witness")}))
    shown = texts(picture(named))
    assert shown[shown.index("SOHR") + 1] == "perpetrator · witness"
    assert "perpetrator · witness" not in texts(picture(wanted))


def test_a_label_is_never_wider_than_its_room() -> None:
    for text in ("Temple of Bel blown up", "تفجير معبد بل", "神殿", "", "éàü" * 20):
        for width in (0, 10, 57, 300):
            cut = fitted(text, width, 12)
            assert cut == text or cut.endswith("…")
            assert text_width(cut, 12) <= max(width, text_width("…", 12))


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert xml("a\x00b\n<c>&") == "a\ufffdb &lt;c&gt;&amp;"
