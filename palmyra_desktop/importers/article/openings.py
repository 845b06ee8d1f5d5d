"""Patterns of many alternatives, tried only at words that begin as one of them does.

A pattern of five hundred verbs is tried at every letter of a text; nearly all of them differ from what stands
there in the first two letters. Which those are is read from the pattern itself.
"""

import re
from collections.abc import Iterator, Sequence

_ALTERNATIVES = re.compile(r"\\b\(\?:(?P<words>.*)\)\\b", re.DOTALL)
_OPENING = re.compile("[a-z]{2}")
_WORD = re.compile(r"\b\w\w")


class Openings:
    """Some patterns, and by which two letters a match of each may begin."""

    __slots__ = ("_anywhere", "_by_letters", "_patterns")

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        """Read the openings; a pattern that does not begin with letters is tried everywhere."""
        self._patterns = tuple(patterns)
        self._anywhere: list[int] = []
        self._by_letters: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
        for number, pattern in enumerate(patterns):
            openings = _openings(pattern)
            if openings is None:
                self._anywhere.append(number)
            for letters, beginning_so in (openings or {}).items():
                self._by_letters.setdefault(letters, []).append((number, beginning_so))

    def matches(self, text: str) -> Iterator[tuple[re.Match[str], int]]:
        """Return the matches of each pattern, as its own search would find them, with its number."""
        for number in self._anywhere:
            for found in self._patterns[number].finditer(text):
                yield found, number
        ends: dict[int, int] = {}
        for word in _WORD.finditer(text):
            for number, beginning_so in self._by_letters.get(word[0].lower(), ()):
                if word.start() >= ends.get(number, 0):
                    match = beginning_so.match(text, word.start())
                    if match:
                        ends[number] = match.end()
                        yield match, number


def _openings(pattern: re.Pattern[str]) -> dict[str, re.Pattern[str]] | None:
    """Return the alternatives by their first two letters, or None where one begins otherwise."""
    inside = _ALTERNATIVES.fullmatch(pattern.pattern)
    if inside is None:
        return None
    found: dict[str, list[str]] = {}
    for alternative in _alternatives(inside["words"]):
        opening = _OPENING.match(alternative)
        if opening is None or alternative[2:3] in "?*{" and alternative[2:3]:
            return None
        found.setdefault(opening[0], []).append(alternative)
    return {
        letters: re.compile(rf"\b(?:{'|'.join(words)})\b", pattern.flags) for letters, words in found.items()
    }


def _alternatives(words: str) -> Iterator[str]:
    """Return the alternatives of the outermost level."""
    depth = start = 0
    is_set = False
    position = 0
    while position < len(words):
        mark = words[position]
        if mark == "\\":
            position += 1
        elif is_set:
            is_set = mark != "]"
        elif mark == "[":
            is_set = True
        elif mark in "()":
            depth += 1 if mark == "(" else -1
        elif mark == "|" and depth == 0:
            yield words[start:position]
            start = position + 1
        position += 1
    yield words[start:]
