"""Which postal code is this? Seven digits, kept and shown as 698-0024."""

import re

from core.japanese.folding import fold

_CODE = re.compile(r"〒?([0-9]{3})-?([0-9]{4})")


def postal_code(text: str) -> str:
    """The code as 123-4567, whatever width, dash or 〒 it is written with; else ValueError."""
    match = _CODE.fullmatch(re.sub(r"\s", "", fold(text)))
    if match is None:
        raise ValueError(f"not a postal code: {text!r}")
    return f"{match[1]}-{match[2]}"
