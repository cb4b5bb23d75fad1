"""How are secrets handed out? Long random words whose hash alone is stored."""

import base64
import hashlib
import hmac
import secrets
import uuid

TOKEN_BYTES = 32
UUID_BYTES, SEAL_BYTES = 16, 20
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


def address_word(row_id: uuid.UUID, purpose: str) -> str:
    """The secret word of a row for an address: made of the row's key alone, so that nothing is stored."""
    return base64.urlsafe_b64encode(row_id.bytes + _seal(purpose, row_id.bytes)).decode()


def row_of(word: str, purpose: str) -> uuid.UUID | None:
    """The key of the row whose secret word this is; None where it is nobody's."""
    try:
        read = base64.b64decode(word.encode(), altchars=b"-_", validate=True)
    except ValueError:
        return None
    row, seal = read[:UUID_BYTES], read[UUID_BYTES:]
    return uuid.UUID(bytes=row) if len(row) == UUID_BYTES and hmac.compare_digest(seal, _seal(purpose, row)) else None


def mark_of(text: str, purpose: str) -> str:
    """By what a text is known again that nobody may read: a hash under the key outside the database."""
    return hmac.new(_key["key"], f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()


def _seal(purpose: str, row: bytes) -> bytes:
    return hmac.new(_key["key"], purpose.encode() + b":" + row, hashlib.sha256).digest()[:SEAL_BYTES]


def new_reference() -> str:
    """A short random name without letters that look alike; it grants nothing."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))


def hash_of(token: str) -> str:
    """What is stored in place of the secret."""
    return hashlib.sha256(token.encode()).hexdigest()
