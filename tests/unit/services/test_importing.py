"""The act an import leaves in the log."""

import json
from pathlib import Path

import pytest

from palmyra_desktop import i18n
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.history import acts
from palmyra_desktop.services.importing import import_files


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Import of 1,200 records"), ("ar", "استيراد ١٬٢٠٠ سجل")]
)
def test_the_number_of_records_is_named_as_all_numbers_are(
    archive: Archive, tmp_path: Path, language: str, label: str
) -> None:
    records = [{"id": number, "name": f"لواء {number}"} for number in range(1, 1_201)]
    file = tmp_path / "actors.json"
    file.write_text(json.dumps({"palmyra": 1, "kind": "actors", "count": 1_200, "records": records}))
    i18n.set_language(language)
    try:
        import_files(archive, [file])
    finally:
        i18n.set_language("en")
    assert acts(archive)[0].label == label
