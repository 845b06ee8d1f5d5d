"""Why a text is not an EDTF date, said in plain words. Only reached for texts that are refused."""

import re

from palmyra_desktop.i18n import N_, _

_LONGEST_PART = 60

# What people write instead of EDTF, most telling first: the pattern of a slip, and the words for it.
_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(open|unknown)$"), N_("“{part}”: an open end is written .., an unknown one left blank.")),
    (re.compile(r"[^\W\d_X]{2}"), N_("“{part}” is in words; a date is written 2015-08-30, 2015-08 or 2015.")),
    (re.compile(r"\s"), N_("“{part}” has a space or a line break; a date has none.")),
    (re.compile(r"[^\D0-9]"), N_("“{part}” has other digits than 0 to 9.")),
    (re.compile(r"[‐-―−]"), N_("“{part}” has a dash that is not the hyphen -.")),
    (
        re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T"),
        N_("“{part}”: a time of day cannot be part of an interval or a set."),
    ),
    (re.compile(r"[0-9X][ux]"), N_("“{part}”: an unknown digit is a capital X.")),
    (re.compile(r"^y"), N_("“{part}”: a long year begins with a capital Y.")),
    (re.compile(r"^Y-?0"), N_("“{part}”: a long year has no zero in front.")),
    (re.compile(r"^Y"), N_("“{part}”: after Y comes a year alone, such as Y170000002 or Y17E7.")),
    (re.compile(r"[?~%]{2}"), N_("“{part}” has two signs together; uncertain and approximate is %.")),
    (re.compile(r"[0-9X][?~%][0-9X]"), N_("“{part}” has a sign inside a number; it stands before or after.")),
    (re.compile(r"^\+"), N_("“{part}”: a year has no plus sign.")),
    (
        re.compile(r"^[0-9X]{2}-[0-9X]{2}-[0-9X]{4}$"),
        N_("“{part}”: the year comes first, then the month, then the day."),
    ),
    (
        re.compile(r"^-?[0-9X]{5,}(-|$)"),
        N_("“{part}”: a year has four digits, the parts are divided by -, and longer years begin with Y."),
    ),
    (re.compile(r"^-?[0-9X]{1,3}(-|$)"), N_("“{part}”: a year has four digits, with zeros in front.")),
    (
        re.compile(r"^-?[0-9X]{4}-[0-9X]{1,2}(-[0-9X]{1,2})?$"),
        N_("“{part}”: a month and a day have two digits each."),
    ),
)


class InvalidDate(ValueError):
    """A text that is not an EDTF date, or a date that does not exist; the message tells the reader why."""


def fault(words: str, part: str, **fields: str | int) -> InvalidDate:
    """The error in translated words, whose field {part} names the part at fault (cut when long)."""
    shown = " ".join(part[:_LONGEST_PART].split())
    return InvalidDate(words.format(part=shown + "…" if len(part) > _LONGEST_PART else shown, **fields))


def not_a_date(part: str) -> InvalidDate:
    """The error for a text without the form of a date, naming the likeliest slip."""
    if not part:
        return InvalidDate(_("The date is empty."))
    for slip, words in _SLIPS:
        if slip.search(part[:_LONGEST_PART]):
            return fault(_(words), part)
    return fault(_("“{part}” is not a date such as 2015-08-30, 2015-08 or 2015."), part)
