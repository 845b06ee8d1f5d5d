"""What is known of one actor or monument before an article is read."""

from dataclasses import dataclass

from palmyra_desktop.domain.fields import Kind

PERSONS = frozenset({"individual", "government_official"})


@dataclass(frozen=True, slots=True)
class Known:
    """An actor or monument that is known.

    Attributes:
        names: further names, in any script. The capitals of a name are asked for in the text, too.
        term: a key of `actor_kind` or `monument_kind`. record_id: its record in the archive.
        site: of a monument, the name of the site it stands on.
        is_common: whether other sites have one so called: it is this one only where its site is named.
        is_generic: whether it is named but is no party or monument of a story (a settlement).
        places: of a state, those names that are places, too, unless they act.
        state: of a state's body, the name of the state.
        surname: by which alone it is known. role: of a person, the office. is_female: None where unknown.
    """

    kind: Kind
    name: str
    names: tuple[str, ...] = ()
    term: str | None = None
    record_id: int | None = None
    site: str | None = None
    is_common: bool = False
    is_generic: bool = False
    places: tuple[str, ...] = ()
    state: str | None = None
    surname: str | None = None
    role: str | None = None
    is_female: bool | None = None

    @property
    def plain_name(self) -> str:
        """The name without what explains it in brackets: "Palmyra" of "Palmyra (site)"."""
        return self.name.partition(" (")[0]

    def all_names(self) -> tuple[str, ...]:
        """Return every name once, the main one first."""
        return tuple(dict.fromkeys((self.name, self.plain_name, *self.names, *self.places)))
