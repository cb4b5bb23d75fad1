"""The few SVG elements that a map is made of, written safely: presentation attributes and classes only."""

from collections.abc import Iterable
from html import escape
from typing import Final

FONTS: Final = "BIZ UDPGothic, Noto Sans JP, Hiragino Kaku Gothic ProN, Noto Sans CJK JP, sans-serif"
_BASELINE: Final = 0.36


def element(name: str, children: Iterable[str] = (), /, **attributes: object) -> str:
    """Write one element; `class_` gives class, and _ in a name stands for -."""
    written = "".join(
        f' {attribute.rstrip("_").replace("_", "-")}="{escape(_text(value))}"'
        for attribute, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def text(words: str, x: float, y: float, size: float, /, **attributes: object) -> str:
    """Write words with their middle height at y, centred on x unless text_anchor says otherwise."""
    placed = {"x": x, "y": y + size * _BASELINE, "font_size": size, "text_anchor": "middle", **attributes}
    return element("text", [escape(words)], **placed)


def text_width(words: str, size: float) -> float:
    """Estimate how wide words are: a full-width letter is as wide as high, an ASCII letter three fifths."""
    return sum(size if ord(letter) > 0xFF else size * 0.6 for letter in words)  # noqa: PLR2004 - Latin ends here


def number(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def _text(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)
