"""The sample's data files as plain objects, for the tests that read them without an archive."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from palmyra_desktop import assets
from palmyra_desktop.domain.fields import Kind

RECORD_FILES = {kind: f"{kind.plural}.json" for kind in Kind if kind is not Kind.CLAIM}


def sample_records() -> dict[Kind, list[dict[str, Any]]]:
    """Return the records of every file by kind, and all claims; a claim has its subject's kind and id."""
    found: dict[Kind, list[dict[str, Any]]] = {}
    claims: list[dict[str, Any]] = []
    for kind, name in RECORD_FILES.items():
        found[kind] = json.loads(assets.path("sample", name).read_text("utf-8"))["records"]
        for record in found[kind]:
            own = {"subject_kind": kind.value, "subject_id": record["id"]}
            claims += [own | claim for claim in record.get("claims", [])]
    return found | {Kind.CLAIM: claims}


def texts(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Go through every text within plain values, each with the key it stands under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for inner_key, inner in value.items():
            yield from texts(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
