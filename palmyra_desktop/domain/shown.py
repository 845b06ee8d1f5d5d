"""Values of fields as words for a reader, in the language of the screen."""

from typing import Any

from palmyra_desktop.domain import vocabulary
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.criteria import Criteria, DateFilter, DateMode, TextScope
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.file_form import claimed_value
from palmyra_desktop.domain.record import claimed_field_label, record_type
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.i18n import N_, _, format_number, isolated, language, left_to_right

_SEPARATOR = ", "
_AGAINST = ("denies", "doubts")
_BRIEF = 60
_SCOPES = {
    TextScope.TITLES: N_("Titles contain"),
    TextScope.FIELDS: N_("Fields contain"),
    TextScope.TEXTS: N_("Source texts contain"),
}


def shown(field: Field, value: Any) -> str:
    """Return a field's value in words; nothing for None and empty tuples."""
    if value is None or value == ():
        return ""
    match field.type:
        case FieldType.DATE:
            return date_in_words(value)
        case FieldType.TERM:
            return term(field.vocabulary, value)
        case FieldType.TEXTS:
            return _SEPARATOR.join(term(field.vocabulary, text) for text in value)
        case FieldType.LINK:
            return str(value.title)
        case FieldType.LINKS:
            return _SEPARATOR.join(link.title for link in value)
        case FieldType.NAMES:
            return _SEPARATOR.join(name.text for name in value)
        case FieldType.IDENTIFIERS:
            return _SEPARATOR.join(f"{found.scheme} {found.value}" for found in value)
        case FieldType.COUNT:
            return format_number(value)
        case FieldType.FLAG:
            return _("yes") if value else ""
        case _:
            return str(value)


def brief(title: str) -> str:
    """Return a title, cut to the length it may have within the name of an act."""
    return title if len(title) <= _BRIEF else f"{title[: _BRIEF - 1].rstrip()}…"


def date_in_words(date: DateSpan | None) -> str:
    """Return a date in words; nothing for None."""
    return date.words(language()) if date else ""


def term(vocabulary_key: str | None, key: str) -> str:
    """Return a term's label; the key itself where it is a user's own or there is no vocabulary."""
    return vocabulary.label(vocabulary_key, key, language()) if vocabulary_key else key


def claimed_field(subject: Kind, field: str) -> str:
    """Return the name of the field a claim is about."""
    return _(claimed_field_label(subject, field))


def claimed(claim: Claim) -> str:
    """Return what a claim says, in words: the value it asserts, else its proposition.

    Who denies or doubts a value says something else, so those are shown by what they say.
    """
    if claim.stance in _AGAINST:
        return claim.proposition
    return value_in_words(claim.subject.kind, claim.field, claimed_value(claim)) or claim.proposition


def value_in_words(subject: Kind, field: str, value: str | None) -> str:
    """Return a claimed value, given in file form, in words; what cannot be read is shown as it is."""
    if value is None:
        return ""
    described = record_type(subject)
    if not described.has_field(field):
        return value
    found = described.field(field)
    if found.type is FieldType.DATE:
        try:
            return date_in_words(DateSpan.parse(value))
        except InvalidDate:
            return value
    return term(found.vocabulary, value) if found.type is FieldType.TERM else value


def claimants(claim: Claim) -> str:
    """Return who speaks: the names, else the words printed for them, else that nobody is named."""
    if claim.claimants:
        return _SEPARATOR.join(link.title for link in claim.claimants)
    return claim.claimant_words or _("not named")


def numbered(link: Link) -> str:
    """Return the title of a record with its number, which tells two of one title apart."""
    return f"{isolated(link.title)} {left_to_right(f'(#{link.id})')}"


def role(link: Link) -> str:
    """Return the role of an event's actor in words; nothing without one."""
    return term("actor_role", link.role) if link.role else ""


def filtered_text(criteria: Criteria) -> str:
    """Return the words that are looked for, and where."""
    return f"{_(_SCOPES[criteria.scope])}: {criteria.text.strip()}"


def filtered_dates(dates: DateFilter) -> str:
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
