"""Languages switch while the program runs; the catalogue is whole and up to date."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from palmyra_desktop import i18n
from palmyra_desktop.i18n import N_, _, default_language, format_number, ngettext, pgettext, set_language

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """Give the language back."""
    before = i18n.language()
    set_language("en")
    yield
    set_language(before)


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    """Return the tool that keeps the translations."""
    pytest.importorskip("babel", reason="the catalogue is checked where babel is installed")
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "packaging" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_one_message_is_shown_in_the_language_of_the_moment() -> None:
    message = N_("Events")

    assert message == _(message) == "Events"
    set_language("ar")
    assert _(message) == "الأحداث"
    set_language("en")
    assert _(message) == "Events"


def test_a_message_nobody_translated_stays_as_it_is() -> None:
    set_language("ar")

    assert _("nobody ever wrote this") == "nobody ever wrote this"
    assert pgettext("nowhere", "nobody ever wrote this") == "nobody ever wrote this"
    assert _("") == ""


def test_english_counts_in_two_forms() -> None:
    assert [ngettext("{count} record", "{count} records", n).format(count=n) for n in (0, 1, 2)] == [
        "0 records",
        "1 record",
        "2 records",
    ]


def test_arabic_counts_in_six_forms() -> None:
    set_language("ar")

    counted = [
        ngettext("{count} record", "{count} records", n).format(count=format_number(n))
        for n in (0, 1, 2, 3, 11, 100, 103, 1111)
    ]

    assert counted == [
        "لا سجلات",
        "سجل واحد",
        "سجلان",
        "٣ سجلات",
        "١١ سجلاً",
        "١٠٠ سجل",
        "١٠٣ سجلات",
        "١٬١١١ سجلاً",
    ]


def test_the_pseudo_language_makes_every_message_longer_and_keeps_its_fields() -> None:
    set_language(i18n.PSEUDO)

    for shown, english in (
        (_("{count} of {total}"), "{count} of {total}"),
        (ngettext("{count} record", "{count} records", 2), "{count} records"),
        (pgettext("menu", "&File"), "&File"),
    ):
        assert shown.startswith("[")
        assert shown.endswith("]")
        assert english in shown
        assert len(shown) >= 1.3 * len(english)
    assert _("{count} of {total}").format(count=1, total=2).startswith("[1 of 2 ")
    assert _("") == ""


def test_direction_and_digits_follow_the_language() -> None:
    assert not i18n.is_right_to_left()
    assert format_number(1234567) == "1,234,567"
    set_language("ar")
    assert i18n.is_right_to_left()
    assert format_number(1234567) == "١٬٢٣٤٬٥٦٧"
    assert format_number(2.5) == "٢٫٥"
    assert format_number(-3) == "-٣"


@pytest.mark.parametrize(
    ("code", "shown"), [("ar_SY.UTF-8", "ar"), ("AR-sy", "ar"), ("en_GB", "en"), ("fr", "en"), ("xx", "xx")]
)
def test_a_locale_name_chooses_its_language(code: str, shown: str) -> None:
    set_language(code)

    assert i18n.language() == shown


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "ar_SY.UTF-8"}, "ar"),
        ({"LANG": "ar_SY.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "en_US", "LC_ALL": "ar_EG"}, "ar"),
        ({"LANG": "en_US", "LANGUAGE": "fr:ar:en"}, "ar"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ar"}, "en"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
    ],
)
def test_the_environment_names_the_language(environ: dict[str, str], expected: str) -> None:
    assert default_language(environ) == expected


def test_no_language_asked_for_is_the_systems_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ar_SY.UTF-8")

    set_language("")

    assert i18n.language() == "ar"


def test_every_language_offered_has_a_catalogue_without_faults(catalogue: ModuleType) -> None:
    kept = {path.parent.parent.name: path for path in catalogue.catalogues()}

    assert set(kept) == set(i18n.LANGUAGES) - {"en"}
    for path in kept.values():
        assert list(catalogue.faults(path)) == []


def test_faults_of_a_catalogue_are_found(catalogue: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "ar" / "LC_MESSAGES" / "palmyra_desktop.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '#, fuzzy\nmsgid "Guessed"\nmsgstr "تخمين"\n\n'
        'msgid "{count} of {total}"\nmsgstr "{count} من {totl}"\n',
        encoding="utf-8",
    )

    before = list(catalogue.faults(path))
    path.with_suffix(".mo").write_bytes(catalogue.compiled(path))
    after = list(catalogue.faults(path))

    assert "run compile" in before[0]
    assert [fault.split(":")[0] for fault in after] == ["fuzzy", "other fields than the source (total, totl)"]


def test_an_update_brings_new_strings_and_back_what_was_once_translated(
    catalogue: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    strings = '_("New")\nN_("Old")\nngettext("{n} day", "{n} days", 2)\n'
    (package / "a.py").write_text(strings, encoding="utf-8")
    path = tmp_path / "ar" / "LC_MESSAGES" / "palmyra_desktop.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Gone"\nmsgstr "ذهب"\n\n#~ msgid "Old"\n#~ msgstr "قديم"\n', encoding="utf-8")
    monkeypatch.setattr(catalogue, "PACKAGE", package)
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)

    catalogue.update(path)
    once = path.read_bytes()
    catalogue.update(path)

    text = path.read_text(encoding="utf-8")
    assert path.read_bytes() == once
    assert 'msgid "Old"\nmsgstr "قديم"' in text
    assert '#~ msgid "Gone"\n#~ msgstr "ذهب"' in text
    assert list(catalogue.gaps(path)) == ["New", "{n} day"]


def test_edtf_keeps_its_order_in_an_arabic_sentence_and_is_plain_in_an_english_one() -> None:
    i18n.set_language("ar")
    assert i18n.left_to_right("[2015-08-01..2015-08-10]") == "\u2066[2015-08-01..2015-08-10]\u2069"
    i18n.set_language("en")
    assert i18n.left_to_right("[2015-08-01..2015-08-10]") == "[2015-08-01..2015-08-10]"
