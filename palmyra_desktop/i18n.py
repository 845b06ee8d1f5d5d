"""The language of the screen: translations by gettext, digits and direction.

Only the program's own words are translated here. The controlled terms carry their labels
themselves (domain/vocabulary.py), and the words of a source are never translated.
"""

import gettext as _gettext
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from palmyra_desktop import assets

DOMAIN = "palmyra_desktop"
LANGUAGES = {"en": "English", "ar": "العربية"}
"""Languages a user may choose, each with its own name for itself."""
PSEUDO = "xx"
"""A language for testing: each string comes out bracketed and longer, so clipped labels are seen."""

_ARABIC = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")


class _PseudoTranslations(_gettext.NullTranslations):
    """English, bracketed and 40 % longer; fields, mnemonics and markup stay as they are."""

    def gettext(self, message: str) -> str:
        return f"[{message} {'~' * (2 + len(message) * 2 // 5)}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(super().ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


@dataclass(slots=True)
class _Current:
    code: str
    translations: _gettext.NullTranslations


# The one module-level state of the program. Every label asks for the language, from every
# layer and thread; passing it along with each call would put it into every signature.
_current = _Current("en", _gettext.NullTranslations())


def _(message: str) -> str:
    """Return the message in the language of the moment."""
    return _current.translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of the message that goes with the number n (Arabic has six)."""
    return _current.translations.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Return the message as translated in one context, where one word has two meanings."""
    return _current.translations.pgettext(context, message)


def N_(message: str) -> str:
    """Mark a message for translation and return it as it is; give it to `_` when it is shown."""
    return message


def isolated(text: str) -> str:
    """Return a text that keeps its own direction among words of the other (Unicode Annex 9, FSI and PDI)."""
    return f"\u2068{text}\u2069"


def side_by_side(parts: Iterable[str], separator: str) -> str:
    """Return texts one after the other as the language is read, each in its own direction."""
    mark = "\N{RIGHT-TO-LEFT MARK}" if is_right_to_left() else "\N{LEFT-TO-RIGHT MARK}"
    return mark + separator.join(map(isolated, parts))


def set_language(code: str) -> None:
    """Show everything asked for from now on in this language.

    Args:
        code: "en", "ar", PSEUDO, a locale name such as "ar_SY.UTF-8", or "" for the system's
            own language. Any other language shows English.
    """
    language_code = _known(code) if code else default_language()
    if language_code == PSEUDO:
        translations: _gettext.NullTranslations = _PseudoTranslations()
    elif language_code == "en":
        translations = _gettext.NullTranslations()
    else:
        translations = _gettext.translation(DOMAIN, assets.root() / "locale", [language_code], fallback=True)
    _current.code, _current.translations = language_code, translations


def language() -> str:
    """Return the code of the language shown: one of LANGUAGES, or PSEUDO."""
    return _current.code


def is_right_to_left() -> bool:
    """Say whether the language shown is written from right to left."""
    return _current.code == "ar"


def format_number(number: int | float) -> str:
    """Return a number with its thousands grouped, in the language's own digits."""
    text = f"{number:,}"
    return text.translate(_ARABIC) if _current.code == "ar" else text


def left_to_right(text: str) -> str:
    """Return EDTF, a path or the like so that its parts do not turn around in an Arabic sentence."""
    return f"\u2066{text}\u2069" if is_right_to_left() else text


def default_language(environ: Mapping[str, str] | None = None) -> str:
    """Return the language the environment asks for, "en" where it asks for none of ours.

    The order is gettext's own: LC_ALL, LC_MESSAGES, LANG name the locale; LANGUAGE, a list,
    goes before it unless the locale is "C".
    """
    environ = os.environ if environ is None else environ
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    plain = locale.split(".")[0] in ("C", "POSIX")
    wishes = [] if plain else [*environ.get("LANGUAGE", "").split(":"), locale]
    return next((code for wish in wishes if (code := _code_of(wish)) in LANGUAGES), "en")


def _code_of(locale: str) -> str:
    return locale.replace("-", "_").split("_")[0].split(".")[0].split("@")[0].lower()


def _known(locale: str) -> str:
    code = _code_of(locale)
    return code if code in LANGUAGES or code == PSEUDO else "en"
