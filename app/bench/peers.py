"""Which engines can a run be measured beside? One that this machine may lack is loaded only where it is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app.bench.engines import Engine, Fts5, Fts5Unranked

PEERS: Final = ("fts5", "postgres")


@contextmanager
def opened(name: str) -> Iterator[list[tuple[Engine, Path]]]:
    """The engines of a peer, each with its folder; they are gone afterwards."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        if name == "fts5":
            homes = [home / "ranked", home / "unranked"]
            for one in homes:
                one.mkdir()
            yield [(Fts5(homes[0]), homes[0]), (Fts5Unranked(homes[1]), homes[1])]
            return
        home.chmod(0o755)
        inner = home / "cluster"
        inner.mkdir()
        server = import_module("app.bench.postgres").Postgres(inner)
        try:
            yield [(server, inner)]
        finally:
            server.close()
