"""What the benchmarks measure on: generated archives, kept between runs."""

import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from palmyra_desktop.services.archive import Archive
from tests.benchmarks.generate import make


@dataclass(frozen=True)
class Setting:
    """The size to measure at and where its archives are.

    Attributes:
        events: in the archive measured. folder: of the generated archives; made where absent.
    """

    events: int
    folder: Path = field(default_factory=lambda: Path(tempfile.gettempdir()) / "palmyra-benchmarks")

    @cached_property
    def archive(self) -> Path:
        """The archive of the size asked for."""
        return self.of(self.events)

    @cached_property
    def small(self) -> Path:
        """The archive of ten thousand events, for what must not depend on the size."""
        return self.of(min(self.events, 10_000))

    def of(self, events: int) -> Path:
        """Return an archive of this many events, made now if it is not there."""
        path = self.folder / f"{events}.palmyra"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".unfinished")
            for name in (unfinished, *self.folder.glob(f"{unfinished.name}-*")):
                name.unlink(missing_ok=True)
            make(unfinished, events)
            with Archive.open(unfinished) as archive:
                archive.keep_index(archive.index())
            unfinished.rename(path)
        return path
