"""Where do indexes lie? A folder for each rebuild, a file that names the one in use, and a lock for the writer."""

import fcntl
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from directory.search.text_index.protocol import IndexBusyError, RebuildNeededError


class IndexFolder:
    """The indexes that one engine keeps in a folder; another engine's index there is none of its own."""

    def __init__(self, folder: Path, engine: str) -> None:
        self._folder = folder
        self._pointer = folder / "current"
        self._beginning = f"index-{engine}-"

    def current(self) -> Path:
        """The index in use; RebuildNeededError when there is none, or it is another engine's."""
        name = self._named()
        if not name.startswith(self._beginning):
            raise RebuildNeededError
        return self._folder / name

    def fresh(self) -> Path:
        """A new folder for an index that is not in use yet."""
        path = self._folder / f"{self._beginning}{uuid.uuid4().hex}"
        path.mkdir()
        return path

    def switch_to(self, path: Path) -> None:
        """Put this index in use; the one before stays for whoever reads it still, older ones go."""
        before = self._named()
        waiting = self._pointer.with_suffix(".new")
        waiting.write_text(path.name, encoding="ascii")
        waiting.replace(self._pointer)
        for old in self._folder.glob("index-*"):
            if old.name not in {path.name, before}:
                shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer, whatever the engine; IndexBusyError when another one is at it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise IndexBusyError from None
            yield

    def _named(self) -> str:
        try:
            return self._pointer.read_text(encoding="ascii")
        except FileNotFoundError:
            return ""


def engine_in_use(folder: Path) -> str:
    """The engine of the index in use; "" when there is none."""
    pointer = folder / "current"
    name = pointer.read_text(encoding="ascii") if pointer.exists() else ""
    return name.split("-")[1] if name.count("-") > 1 else ""
