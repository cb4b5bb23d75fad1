"""How are the few most sensitive values kept? Sealed by AES-GCM under a key ring that lies outside the database."""

import base64
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

KEY_BYTES = 32
NONCE_BYTES = 12
SEPARATOR = b":"


class SealError(RuntimeError):
    """A sealed value cannot be opened: wrong key, wrong row or a changed byte."""


class KeyRing:
    """Keys by number: the highest one seals, every one of them opens."""

    def __init__(self, keys: dict[int, bytes]) -> None:
        if not keys:
            raise ValueError("a key ring needs a key")
        self.keys = keys

    @classmethod
    def of_file(cls, path: Path) -> "KeyRing":
        """Read `number base64` lines; a missing file is made with one fresh key, readable by its owner only."""
        if not path.exists():
            _write_new_key(path)
        pairs = (line.split() for line in path.read_text("ascii").splitlines() if line.strip())
        return cls({int(number): base64.b64decode(text) for number, text in pairs})

    def seal(self, plain: bytes, place: bytes) -> bytes:
        """Seal bytes for one place (table and column); they do not open anywhere else."""
        number = max(self.keys)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return b"%d" % number + SEPARATOR + nonce + AESGCM(self.keys[number]).encrypt(nonce, plain, place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """Open what was sealed for this place, whichever key of the ring sealed it."""
        number, _, rest = sealed.partition(SEPARATOR)
        try:
            return AESGCM(self.keys[int(number)]).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], place)
        except (InvalidTag, KeyError, ValueError) as error:
            raise SealError("a sealed value does not open") from error


def _write_new_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    key = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first; its key is as good
        return
    with os.fdopen(handle, "w") as file:
        file.write(f"1 {key}\n")


_default: dict[str, KeyRing] = {}


def use_key_ring(ring: KeyRing) -> None:
    """Make this the ring of the process; the factory calls it once at start."""
    _default["ring"] = ring


def key_ring() -> KeyRing:
    """The ring of the process."""
    ring = _default.get("ring")
    if ring is None:
        raise SealError("no key ring was opened")
    return ring


class Sealed(TypeDecorator[str]):
    """A text column whose content is sealed; `place` is its table and column, part of the seal."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Seal on the way in."""
        return None if value is None else key_ring().seal(value.encode(), self.place.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Open on the way out."""
        return None if value is None else key_ring().open(bytes(value), self.place.encode()).decode()
