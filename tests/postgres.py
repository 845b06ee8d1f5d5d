"""A PostgreSQL server of the tests' own: on a free port of this machine, gone when they end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Return the folder of initdb and postgres, None where the server is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    named = shutil.which("initdb")
    folders = [*debian, *([Path(named).resolve().parent] if named else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server on these binaries and return its address, without the name of a database."""
    user = _user()
    with tempfile.TemporaryDirectory(prefix="palmyra-postgres-") as kept:
        data = Path(kept, "data")
        if user is not None:
            shutil.chown(kept, user)
        run = {"user": user, "cwd": kept, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        start = [folder / "initdb", "--no-sync", "-A", "trust", "-U", "palmyra", "-E", "UTF8", "-D", data]
        subprocess.run([*start, "--locale=C.UTF-8"], check=True, **run)
        port = _free_port()
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": "",
            "fsync": "off",
        }
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        subprocess.run(
            [folder / "pg_ctl", "start", "-w", "-D", data, "-o", _quoted(options)], check=True, **run
        )
        try:
            yield f"postgresql+psycopg://palmyra@127.0.0.1:{port}"
        finally:
            subprocess.run([folder / "pg_ctl", "stop", "-m", "immediate", "-D", data], check=True, **run)


def _user() -> str | None:
    """Return whom to run it as: initdb refuses root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _quoted(options: list[str]) -> str:
    return " ".join(f"'{option}'" for option in options)
