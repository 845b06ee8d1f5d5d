"""What is looked for, in words: for chips, reports and the list that came out empty."""

from palmyra_desktop.domain.criteria import Criteria, DateFilter, DateMode, FacetKey, TextScope
from palmyra_desktop.domain.found import FacetCounts
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.i18n import N_, _
from palmyra_desktop.services.archive import Archive

_SCOPES = {
    TextScope.TITLES: N_("Titles contain"),
    TextScope.FIELDS: N_("Fields contain"),
    TextScope.TEXTS: N_("Source texts contain"),
}


def filter_words(archive: Archive, criteria: Criteria) -> tuple[str, ...]:
    """Return a line for each filter, in the language of the screen; none where nothing is filtered."""
    lines = []
    labels = choice_labels(archive, criteria)
    if criteria.text.strip():
        lines.append(f"{_(_SCOPES[criteria.scope])}: {criteria.text.strip()}")
    for choice in criteria.facets:
        label, values = labels.get(choice.facet, ("", {}))
        if label and choice.taken:
            lines.append(f"{label}: {', '.join(values[key] for key in choice.taken)}")
        if label and choice.excluded:
            excluded = ", ".join(values[key] for key in choice.excluded)
            lines.append(_("{facet} is not: {values}").format(facet=label, values=excluded))
    if criteria.dates:
        lines.append(date_words(criteria.dates))
    return tuple(lines)


def choice_labels(archive: Archive, criteria: Criteria) -> dict[str, tuple[str, dict[object, str]]]:
    """Return for each facet with a choice its label and those of the values chosen, by key."""
    if not criteria.facets:
        return {}
    found = {counts.facet: counts for counts in archive.facet_counts(criteria)}
    return {
        choice.facet: (
            _(found[choice.facet].label),
            {key: value_label(found[choice.facet], key) for key in (*choice.taken, *choice.excluded)},
        )
        for choice in criteria.facets
        if choice.facet in found
    }


def date_words(dates: DateFilter) -> str:
    """Return a range of time in words, with how uncertain dates count."""
    start, end = date_in_words(dates.start), date_in_words(dates.end)
    if start and end:
        words = _("{start} – {end}").format(start=start, end=end)
    elif start:
        words = _("from {start}").format(start=start)
    else:
        words = _("until {end}").format(end=end)
    if dates.mode is DateMode.CERTAIN:
        return _("Date, certainly: {words}").format(words=words)
    return _("Date, possibly: {words}").format(words=words)


def value_label(facet: FacetCounts, key: FacetKey) -> str:
    """Return the label of a facet's value in the language of the screen."""
    label = next((value.label for value in facet.values if value.key == key), str(key))
    return term(facet.vocabulary, label)
