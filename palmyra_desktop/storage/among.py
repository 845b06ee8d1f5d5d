"""The condition that a column holds one of many ids or texts, which go to the engine as one parameter.

Both engines limit the number of parameters, and preparing a statement with thousands of them takes longer
than running it; one JSON text has neither trouble, and the statement is the same for any number of ids.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, bindparam, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

IDS: Final = "ids"


def among(column: ColumnElement[Any], ids: Iterable[int] | None = None) -> ColumnElement[bool]:
    """Return the condition that a column holds one of these ids, however many they are.

    Args:
        ids: None has them given each time the statement is executed, as its parameter IDS, `listed`.
    """
    given = bindparam(IDS, type_=Text) if ids is None else literal(listed(ids))
    return column.op("IN", is_comparison=True)(_Members(given))


def among_texts(column: ColumnElement[str], texts: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of these texts, however many they are."""
    return column.op("IN", is_comparison=True)(_Texts(literal(json.dumps(list(texts)))))


def listed(ids: Iterable[int]) -> str:
    """Return ids as the one text they are given as."""
    return json.dumps(list(map(int, ids)), separators=(",", ":"))


class _Members(FunctionElement[int]):
    """The numbers in a JSON array, as a subquery."""

    inherit_cache = True


class _Texts(FunctionElement[str]):
    """The texts in a JSON array, as a subquery."""

    inherit_cache = True


@compiles(_Texts, "sqlite")
@compiles(_Members, "sqlite")
def _on_sqlite(element: _Members | _Texts, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **options)}))"


@compiles(_Members, "postgresql")
def _on_postgresql(element: _Members, compiler: SQLCompiler, **options: Any) -> str:
    listed = compiler.process(element.clauses, **options)
    return f"(SELECT CAST(jsonb_array_elements_text(CAST({listed} AS jsonb)) AS bigint))"


@compiles(_Texts, "postgresql")
def _texts_on_postgresql(element: _Texts, compiler: SQLCompiler, **options: Any) -> str:
    listed = compiler.process(element.clauses, **options)
    return f"(SELECT jsonb_array_elements_text(CAST({listed} AS jsonb)))"
