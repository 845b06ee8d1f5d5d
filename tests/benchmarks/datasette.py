"""Datasette, a peer of goal 1: the same file, asked over HTTP on the loopback address."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.benchmarks.plain_sql import Filter

_PORT, _PATIENCE = 8_899, 60
_SETTINGS = {
    "facet_time_limit_ms": 60_000,
    "sql_time_limit_ms": 60_000,
    "suggest_facets": "off",
    "num_sql_threads": 2,
}


class Datasette:
    """A server of its own for one archive, ended with the block."""

    def __init__(self, path: Path) -> None:
        """Serve a copy of the name without its dots: they would be part of an address."""
        self._path = path

    @staticmethod
    def is_installed() -> bool:
        """Whether there is one to be measured."""
        return importlib.util.find_spec("datasette") is not None

    def __enter__(self) -> Self:
        """Start the server and wait until it answers."""
        options = [word for key, value in _SETTINGS.items() for word in ("--setting", key, str(value))]
        words = [
            sys.executable,
            "-m",
            "datasette",
            "serve",
            "-i",
            str(self._path),
            "-p",
            str(_PORT),
            *options,
        ]
        environment = os.environ | {"DATASETTE_TRACE_PLUGINS": ""}
        self._server = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        until = monotonic() + _PATIENCE
        while True:
            try:
                self._databases = self._get("/-/databases.json", {})
                return self
            except URLError:
                if monotonic() > until:
                    self._server.terminate()
                    raise
                sleep(0.05)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(30)

    def answer(self, chosen: Filter) -> None:
        """Ask for total and first page by date, and for the counts of both facets: three requests."""
        actor = f"(select event_id from event_actor where actor_id = {chosen.actor})" if chosen.actor else ""
        page: dict[str, object] = {"_sort": "date_sort", "_size": 100}
        if actor:
            page["_where"] = f"id in {actor}"
        self._table("event", page)
        for facet in ("monument", "actor"):
            asked: dict[str, object] = {
                "_facet": f"{facet}_id",
                "_facet_size": "max",
                "_size": 0,
                "_nocount": 1,
            }
            if actor and facet == "monument":  # the facet's own choice is left out
                asked["_where"] = f"event_id in {actor}"
            self._table(f"event_{facet}", asked)

    def _table(self, table: str, asked: Mapping[str, object]) -> Any:
        return self._get(f"/{self._databases[0]['route']}/{table}.json", asked)

    def _get(self, path: str, asked: Mapping[str, object]) -> Any:
        with urlopen(f"http://127.0.0.1:{_PORT}{path}?{urlencode(asked)}", timeout=120) as answer:
            return json.load(answer)
