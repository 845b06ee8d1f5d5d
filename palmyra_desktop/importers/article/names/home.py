"""Which state an article's "army", "defence ministry" or "state television" is of, where that is not said."""

from collections import Counter
from collections.abc import Sequence

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.built_in import nationalities, state_adjectives
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.passages import Passage

_NEAR = 60  # words
_ABROAD = frozenset(
    {
        "Russia",
        "United States",
        "United Kingdom",
        "France",
        "Germany",
        "Italy",
        "Switzerland",
        "Poland",
        "Iran",
    }
)
"""States that heritage reports speak of, but seldom as the place of the story."""


class Home:
    """The state of the story: the one named most, of those that are not abroad."""

    def __init__(self, passages: Sequence[Passage], gazetteer: Gazetteer) -> None:
        """Count the states an article names, by adjective, country or seat."""
        self._gazetteer = gazetteer
        states = nationalities()
        named = Counter(
            states[word.folded]
            for passage in passages
            for word in passage.words
            if word.is_capital and word.folded in states
        )
        here = [(count, state) for state, count in named.items() if state not in _ABROAD]
        self.state = max(here)[1] if here else None

    def body(self, passage: Passage, index: int, words: str) -> int | None:
        """Return a state's body by its name without the state: "defence ministry", "state television".

        The state is the last that the passage names before the word at `index`, else that of the story.
        """
        states = nationalities()
        before = [
            states[word.folded]
            for word in passage.words[max(0, index - _NEAR) : index]
            if word.is_capital and word.folded in states
        ]
        for state in (*before[-1:], self.state):
            for adjective in state_adjectives(state) if state else ():
                number = self._gazetteer.named(Kind.ACTOR, f"{adjective} {words}")
                if number is not None:
                    return number
        return None
