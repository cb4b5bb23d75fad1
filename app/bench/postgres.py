"""What would PostgreSQL answer? A cluster made for one run: bigrams in a GIN index, each hit looked at again.

The only module that knows psycopg; `app.bench.peers` loads it where a run asks for PostgreSQL.
"""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import psycopg

from app.bench.engines import FIRST, WRITTEN, Answer, Needles, grams
from core.errors import UnavailableError
from directory.search.text_index.protocol import IndexEntry

PROGRAMS: Final = Path("/usr/lib/postgresql")
OWNER: Final = "hitomaru"
START_SECONDS: Final = 60
_SETTINGS: Final = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "fsync": "off",  # the cluster goes with the run
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_parallel_workers_per_gather": "0",  # so that the time of one process is all of it
    "jit": "off",
}
Connection = psycopg.Connection[tuple[Any, ...]]  # Any: each query has columns of its own
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_HAVING: Final = "FROM listing WHERE grams @> %s AND "
_TABLE: Final = "CREATE TABLE listing (id text PRIMARY KEY, said text NOT NULL, grams text[] NOT NULL)"


class PostgresMissingError(UnavailableError):
    """This machine has no PostgreSQL to measure beside."""

    def __init__(self) -> None:
        super().__init__("PostgreSQL is not on this machine; leave it out of --against")


class Postgres:
    """The same bigrams as an array with a GIN index, and LIKE to look again, as pg_bigm does."""

    name = "postgres"

    def __init__(self, folder: Path) -> None:
        self._home = folder
        self._server = _started(folder)
        self._database = _connected(folder, self._server)
        self._pid = self._database.info.backend_pid

    def build(self, entries: Sequence[IndexEntry]) -> None:
        """Copy the rows in, then make the index."""
        self._database.execute(_TABLE)
        with self._database.cursor().copy("COPY listing FROM STDIN") as copy:
            for entry in entries:
                copy.write_row(_row(entry))
        self._database.execute("CREATE INDEX ON listing USING gin (grams) WITH (fastupdate = off)")
        self._database.execute("ANALYZE listing")

    def page(self, needles: Needles) -> Answer:
        """The number of rows, and the first of them in the order in which they come."""
        query, values = _asked(f"SELECT id, count(*) OVER () {_HAVING}", needles)
        rows = self._database.execute(f"{query} LIMIT {FIRST}".encode(), values, prepare=True).fetchall()
        return Answer(rows[0][1] if rows else 0, tuple(key for key, _ in rows))

    def all_ids(self, needles: Needles) -> frozenset[str]:
        """The ids of the rows that have every needle."""
        query, values = _asked(f"SELECT id {_HAVING}", needles)
        return frozenset(key for (key,) in self._database.execute(query.encode(), values))

    def change(self, entry: IndexEntry) -> None:
        """Write one row anew."""
        key, said, pieces = _row(entry)
        self._database.execute("UPDATE listing SET said = %s, grams = %s WHERE id = %s", (said, pieces, key))

    def cpu(self) -> float:
        """The time of this process and of the server's process that answers it."""
        spent = Path(f"/proc/{self._pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return time.process_time() + (int(spent[11]) + int(spent[12])) / _TICKS

    def close(self) -> None:
        """End the server."""
        self._database.close()
        self._server.terminate()
        self._server.wait(timeout=START_SECONDS)


def _row(entry: IndexEntry) -> tuple[str, str, list[str]]:
    forms = [entry.forms[field] for field in WRITTEN]
    return entry.id, "\n".join(forms), list(dict.fromkeys(gram for form in forms for gram in grams(form)))


def _asked(beginning: str, needles: Needles) -> tuple[str, tuple[object, ...]]:
    pieces = list(dict.fromkeys(gram for needle in needles for gram in grams(needle)))
    return beginning + " AND ".join(["said LIKE %s"] * len(needles)), (pieces, *(f"%{one}%" for one in needles))


def _started(home: Path) -> subprocess.Popen[bytes]:
    """Make a cluster below this folder and start it; as root it runs as somebody else, as PostgreSQL demands."""
    found = [path for path in PROGRAMS.glob("*/bin") if (path / "initdb").exists()]
    if not found:
        raise PostgresMissingError
    binaries, folder = max(found, key=lambda path: int(path.parent.name)), str(home / "data")
    become = _unprivileged(home)
    words = [*become, str(binaries / "initdb"), "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run([*words, f"--username={OWNER}", folder], check=True, capture_output=True)  # noqa: S603 - our own words
    options = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    server = [*become, str(binaries / "postgres"), "-D", folder, "-k", str(home), *options]
    return subprocess.Popen(server, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own words


def _unprivileged(home: Path) -> list[str]:
    words = [shutil.which("setpriv") or "setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        names = {entry.pw_name: entry for entry in pwd.getpwall()}
        user = names.get("postgres") or names["nobody"]
        shutil.chown(home, user.pw_uid, user.pw_gid)
        words += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return words


def _connected(home: Path, server: subprocess.Popen[bytes]) -> Connection:
    limit = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < limit:
        try:
            return psycopg.connect(host=str(home), user=OWNER, dbname="postgres", autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise PostgresMissingError
