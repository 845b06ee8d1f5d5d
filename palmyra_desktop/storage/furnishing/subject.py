"""What each thing an archive has beside its records must tell, to be changed, logged, undone and shown."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from sqlalchemy import Connection

from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.unit_of_work import Writing

SetApart = Callable[[str], str]
"""What is done to each of several words of one value: `i18n.isolated` for the screen."""


class Subject(ABC):
    """One of them: values by name, in plain JSON; None is absent.

    Attributes:
        key: what its values are called in the log, with ":" and their name behind it.
    """

    key: ClassVar[str]

    @abstractmethod
    def read(self, connection: Connection) -> Mapping[str, Any]:
        """Return all values there are, by name."""

    @abstractmethod
    def write(self, unit: Writing, values: Mapping[str, Any]) -> None:
        """Put values in the place of those of the same names."""

    @abstractmethod
    def label(self, connection: Connection, name: str) -> str:
        """Return what is called so, for a reader."""

    @abstractmethod
    def words(self, connection: Connection, value: Any, set_apart: SetApart) -> str:
        """Return a value that is not absent in words."""

    @abstractmethod
    def changed_again(self, connection: Connection, name: str) -> str:
        """Return the sentence that a later act changed it again."""

    def in_the_way(self, value: Any, others: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return which of the others has what a value needs for itself alone, and that in a sentence."""
        return None

    def is_needed(self, connection: Connection, name: str, touched: Collection[RecordRef]) -> bool:
        """Whether a record still holds it; one in the trash does, if the act that goes did not touch it."""
        return False
