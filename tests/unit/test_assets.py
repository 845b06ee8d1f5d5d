"""Resources are found from a checkout and from an installed package."""

from pathlib import Path

import pytest

from palmyra_desktop import assets


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in which the package seems to be installed."""
    package = tmp_path / "site" / "palmyra_desktop"
    package.mkdir(parents=True)
    monkeypatch.setattr(assets, "__file__", str(package / "assets.py"))
    monkeypatch.setattr(assets, "root", assets.root.__wrapped__)
    return package


def test_a_checkout_has_the_catalogue_beside_the_package() -> None:
    assert assets.path("locale", "ar", "LC_MESSAGES", "palmyra_desktop.mo").is_file()
    assert assets.read_text("locale", "ar", "LC_MESSAGES", "palmyra_desktop.po").count("msgid") > 10


def test_an_installed_package_uses_the_resources_inside_it(elsewhere: Path) -> None:
    (elsewhere / "resources" / "icons").mkdir(parents=True)
    (elsewhere.parent / "resources").mkdir()
    (elsewhere / "resources" / "icons" / "معبد.svg").write_text("<svg/>", encoding="utf-8")
    (elsewhere / "resources" / "icons" / "a.svg").write_text("<svg/>", encoding="utf-8")
    (elsewhere / "resources" / "icons" / ".hidden").write_text("", encoding="utf-8")

    assert assets.root() == elsewhere / "resources"
    assert assets.names("icons") == ("a.svg", "معبد.svg")
    assert assets.read_text("icons", "معبد.svg") == "<svg/>"


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/no_such\.svg"):
        assets.path("icons", "no_such.svg")


def test_missing_resources_are_said_aloud(elsewhere: Path) -> None:
    with pytest.raises(FileNotFoundError, match="resources are missing"):
        assets.root()
