"""Where may a reader be led on to? Only to an address of ours."""

from urllib.parse import urlsplit


def safe_target(text: str | None) -> str | None:
    """The local address that a reader wanted to go on to; None when it leads anywhere else."""
    if not text or not text.startswith("/") or text.startswith(("//", "/\\")) or any(ord(c) < 33 for c in text):  # noqa: PLR2004 - control characters and space
        return None
    parts = urlsplit(text)
    return None if parts.scheme or parts.netloc or "\\" in text else text
