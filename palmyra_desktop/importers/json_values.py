"""Plain values of archive JSON back to the values a record's dataclass holds."""

from collections.abc import Mapping
from typing import Any

from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Field, FieldType
from palmyra_desktop.domain.reference import Identifier, Name
from palmyra_desktop.i18n import _


class Unreadable(ValueError):
    """A plain value that is not what its field holds; carries the reason in words."""


def field_value(field: Field, values: Mapping[str, Any]) -> Any:
    """Return the value of a field that is no link, from a record's plain values.

    Raises:
        Unreadable: if the value is of another type, or no date.
    """
    value = values.get(field.key)
    match field.type:
        case FieldType.DATE:
            return _date(value)
        case FieldType.NUMBER:
            return _number(value)
        case FieldType.COUNT:
            return _whole_number(value)
        case FieldType.TEXTS:
            return tuple(_text(part) or "" for part in _list(value))
        case FieldType.NAMES:
            return _names(value, values.get(f"{field.key}_details"))
        case FieldType.IDENTIFIERS:
            return tuple(_identifier(part) for part in _list(value))
        case _:
            return _text(value)


def _date(value: Any) -> DateSpan | None:
    text = _text(value)
    if text is None:
        return None
    try:
        return DateSpan.parse(text)
    except InvalidDate as error:
        raise Unreadable(str(error)) from error


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise Unreadable(_("A text is expected here."))


def _number(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable(_("A number is expected here."))
    return float(value)


def _whole_number(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable(_("A whole number is expected here."))
    return value


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise Unreadable(_("A list is expected here."))
    return value


def _names(texts: Any, details: Any) -> tuple[Name, ...]:
    if details is None:
        return tuple(Name(_text(text) or "") for text in _list(texts))
    return tuple(
        Name(_text(part["text"]) or "", _text(part.get("language")), _text(part.get("script")))
        for part in _objects(details, "text")
    )


def _identifier(part: Any) -> Identifier:
    (found,) = _objects([part], "scheme", "value")
    return Identifier(_text(found["scheme"]) or "", _text(found["value"]) or "")


def _objects(value: Any, *keys: str) -> list[dict[str, Any]]:
    parts = _list(value)
    if not all(isinstance(part, dict) and all(key in part for key in keys) for part in parts):
        raise Unreadable(_("Objects with the keys {keys} are expected here.").format(keys=", ".join(keys)))
    return parts
