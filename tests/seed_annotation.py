"""The annotated seed report, which lies beside a checkout of the project's workshop and is not part of it."""

from pathlib import Path

import pytest

STANCES = {"evidence": "asserts", "evaluates": "asserts", "claims": "asserts"}
"""The annotation's words for a stance in the archive's terms (VOCABULARY's crosswalk)."""
EVENT_KINDS = {
    "capture": {"non_state_actor_overtakes_territory", "government_regains_territory"},
    "recapture": {"government_regains_territory"},
    "occupation": {"control_of_territory"},
    "destruction": {"destruction_of_heritage"},
    "combat": {"armed_clash", "shelling_artillery"},
    "mining": {"remote_explosive_landmine_ied"},
}
"""The annotation's kinds of events in the archive's terms."""
_FOLDER = Path(__file__).parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """Return a file of the workshop; skip where it is not there."""
    path = _FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout")
    return path
