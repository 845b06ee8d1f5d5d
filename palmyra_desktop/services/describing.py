"""What is looked for, in words: for chips, reports and the list that came out empty."""

from palmyra_desktop.domain.criteria import Criteria, FacetKey
from palmyra_desktop.domain.found import FacetCounts
from palmyra_desktop.domain.shown import filtered_dates, filtered_text, term
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive


def filter_words(archive: Archive, criteria: Criteria) -> tuple[str, ...]:
    """Return a line for each filter, in the language of the screen; none where nothing is filtered."""
    lines = []
    labels = choice_labels(archive, criteria)
    if criteria.text.strip():
        lines.append(filtered_text(criteria))
    for choice in criteria.facets:
        label, values = labels.get(choice.facet, ("", {}))
        if label and choice.taken:
            lines.append(f"{label}: {', '.join(values[key] for key in choice.taken)}")
        if label and choice.excluded:
            excluded = ", ".join(values[key] for key in choice.excluded)
            lines.append(_("{facet} is not: {values}").format(facet=label, values=excluded))
    if criteria.dates:
        lines.append(filtered_dates(criteria.dates))
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


def value_label(facet: FacetCounts, key: FacetKey) -> str:
    """Return the label of a facet's value in the language of the screen."""
    label = next((value.label for value in facet.values if value.key == key), str(key))
    return term(facet.vocabulary, label)
