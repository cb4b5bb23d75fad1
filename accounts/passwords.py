"""Is this the password? argon2id, with the same work done for an account that does not exist."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from core.words import word

SHORTEST = 15
LONGEST = 256
TOO_SHORT = word("パスワードは15文字以上にしてください。文をそのまま使うと覚えやすくなります。")
TOO_LONG = word("パスワードは256文字までにしてください。")
GUESSABLE = word("そのパスワードは推測されやすいので、別の言葉を足してください。")
COMMON = frozenset({"password", "hitomaru", "masuda", "益田市", "ひとまる", "人まる", "qwerty", "12345"})
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_nobody = _hasher.hash("nobody has this password")


def problem_of(password: str) -> str | None:
    """What is wrong with a new password, as a sentence; None when it may be used."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    if _is_guessable(password):
        return GUESSABLE
    return None


def hash_of(password: str) -> str:
    """The hash to store; the password is normalised (NFC), so that every keyboard spells it alike."""
    return _hasher.hash(unicodedata.normalize("NFC", password))


def is_right(password: str, stored: str | None) -> bool:
    """Whether the password fits the stored hash; without a hash it takes as long and says no."""
    try:
        return _hasher.verify(stored or _nobody, unicodedata.normalize("NFC", password)) and stored is not None
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def _is_guessable(password: str) -> bool:
    folded = unicodedata.normalize("NFKC", password).casefold()
    rest = folded
    for usual in COMMON:
        rest = rest.replace(usual, "")
    return len(set(folded)) < 5 or len(rest) < SHORTEST // 2  # noqa: PLR2004 - five different characters
