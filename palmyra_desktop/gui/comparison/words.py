"""The comparison in words: of a value, of an origin, of a cell, and of a day."""

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.matrix import Column, MatrixRow
from palmyra_desktop.domain.shown import claimants, date_in_words, term, value_in_words
from palmyra_desktop.domain.state import State, holdings
from palmyra_desktop.i18n import _, format_number, ngettext


def value_words(subject: Kind, field: str, row: MatrixRow) -> str:
    """Return a value claimed; claims without one are shown by what the first of them says."""
    return value_in_words(subject, field, row.group.label or None) or row.claims[0].proposition


def counted(reports: int, origins: int | None = None) -> str:
    """Return "2 reports, 1 origin", or the reports alone."""
    words = ngettext("{count} report", "{count} reports", reports).format(count=format_number(reports))
    if origins is None:
        return words
    named = ngettext("{count} origin", "{count} origins", origins).format(count=format_number(origins))
    return _("{reports}, {origins}").format(reports=words, origins=named)


def origin_words(column: Column) -> str:
    """Return who an origin is."""
    return column.label or _("Origin unknown")


def via_words(column: Column) -> str:
    """Return through whom an origin is heard, as printed; nothing where nobody says."""
    return ", ".join(dict.fromkeys(claim.via for claim in column.claims if claim.via))


def date_words(claim: Claim) -> str:
    """Return when a claim was said."""
    return date_in_words(claim.said) or _("without a date")


def outlet(claim: Claim) -> str:
    """Return who printed a claim."""
    return claim.publisher or (claim.source.title if claim.source else _("no source"))


def outlets(claims: tuple[Claim, ...]) -> str:
    """Return the first that printed claims, and how many others did."""
    names = list(dict.fromkeys(map(outlet, claims)))
    more = _("+{count}").format(count=format_number(len(names) - 1)) if len(names) > 1 else ""
    return f"{names[0]} {more}".strip()


def cell_sentence(value: str, claims: tuple[Claim, ...]) -> str:
    """Return a cell as a screen reader says it."""
    said = (
        " ".join((claimants(one), term("stance", one.stance), value, date_words(one), outlet(one)))
        for one in claims
    )
    return "; ".join(said)


def held_words(claims: tuple[Claim, ...]) -> str:
    """Return who held a place and when, stretch by stretch; nothing where no claim says when."""
    return " · ".join(
        (_("{holder}: {date} (contested)") if held.is_contested else _("{holder}: {date}")).format(
            holder=held.holder, date=date_in_words(held.date)
        )
        for held in holdings(claims)
    )


def state_words(state: State) -> str:
    """Return what is known of a day: who speaks for it, who was heard before, who does not say when."""
    count = len(state.holding)
    words = ngettext("{count} claim speaks for {day}", "{count} claims speak for {day}", count)
    parts = [words.format(count=format_number(count), day=date_in_words(state.day))]
    if state.before:
        words = ngettext(
            "{count} was last heard before it", "{count} were last heard before it", len(state.before)
        )
        parts.append(words.format(count=format_number(len(state.before))))
    if state.undated:
        words = ngettext("{count} does not say when", "{count} do not say when", len(state.undated))
        parts.append(words.format(count=format_number(len(state.undated))))
    return " · ".join(parts)
