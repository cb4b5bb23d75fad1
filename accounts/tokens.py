"""How are secrets handed out? Long random words whose hash alone is stored."""

import hashlib
import hmac
import secrets
import uuid

TOKEN_BYTES = 32
CODE_DIGITS = 6
REFERENCE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
REFERENCE_LENGTH = 12
_key: dict[str, bytes] = {}


def new_token() -> str:
    """A secret that nobody can guess, fit for a cookie or an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def use_code_key(key: bytes) -> None:
    """Give the process the key from which codes are derived; it lies outside the database."""
    _key["key"] = key


def code_of(row_id: uuid.UUID) -> str:
    """The six digits of a code row, to type or to read out; a mail is written from the row alone."""
    number = int.from_bytes(hmac.new(_key["key"], row_id.bytes, hashlib.sha256).digest()[:8])
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def new_reference() -> str:
    """A short random name without letters that look alike; it grants nothing."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))


def hash_of(token: str) -> str:
    """What is stored in place of the secret."""
    return hashlib.sha256(token.encode()).hexdigest()
