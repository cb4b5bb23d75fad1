"""Where do the process's keys come from? From files outside the database, made at the first start."""

import os
import secrets
from pathlib import Path

from accounts.tokens import use_code_key
from app.settings import Settings
from core.audit import use_audit_key
from core.sealed import KeyRing, use_key_ring

SECRET_BYTES = 32


def open_keys(settings: Settings) -> bytes:
    """Open key ring and audit key for the process, and give the secret that signs forms and cookies."""
    use_key_ring(KeyRing.of_file(settings.keys_dir / "ring"))
    use_audit_key(read_or_make(settings.keys_dir / "audit"))
    use_code_key(read_or_make(settings.keys_dir / "codes"))
    return read_or_make(settings.secret_key_file or settings.keys_dir / "secret")


def read_or_make(path: Path) -> bytes:
    """The key in the file; a missing file is made, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes()
        if len(key) < SECRET_BYTES:
            raise RuntimeError(f"the key in {path.name} is too short") from None
        return key
    with os.fdopen(handle, "wb") as file:
        key = secrets.token_bytes(SECRET_BYTES)
        file.write(key)
    return key
