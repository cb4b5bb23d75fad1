"""In which encoding is this text written? BOM first, then UTF-8, then the Japanese ones; a guess is said aloud."""

import re
from dataclasses import dataclass
from typing import Final

from directory.exchange.listing import Level, Remark
from directory.exchange.text import half_kana_share

_UTF8_BOM: Final = b"\xef\xbb\xbf"
_UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_TOO_MUCH_HALF_KANA: Final = 0.2
_TOLERATED_DAMAGE: Final = 0.005
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WHOLE_FILE: Final = "ファイル"


class UnreadableFileError(ValueError):
    """The file cannot be read as a list at all; the message is one plain Japanese sentence."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the codec that read it, and what was strange about it."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()


def decode(data: bytes) -> Decoded:
    """Read the bytes of a text file, or refuse them in one sentence."""
    decoded = _by_bom(data) or _strictly(data) or _with_damage(data)
    if decoded is None or _looks_binary(decoded.text):
        raise UnreadableFileError(
            "文字のファイルとして読めませんでした。CSV（UTF-8 か Shift_JIS）か XLSX を選んでください。"
        )
    return decoded


def _by_bom(data: bytes) -> Decoded | None:
    if data.startswith(_UTF16_BOMS) or _is_bare_utf16(data):
        return _utf16(data)
    if data.startswith(_UTF8_BOM):
        return _utf8_with_bom(data)
    return None


def _is_bare_utf16(data: bytes) -> bool:
    return b"\n\x00" in data[:20_000] or b"\x00\n" in data[:20_000]


def _utf16(data: bytes) -> Decoded | None:
    encoding = "utf-16"
    if not data.startswith(_UTF16_BOMS):
        encoding = "utf-16-le" if b"\n\x00" in data[:20_000] else "utf-16-be"
    try:
        return Decoded(data.decode(encoding).lstrip("\ufeff"), encoding)
    except UnicodeDecodeError:
        return None


def _utf8_with_bom(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if not text.startswith("\ufeff"):
        return Decoded(text, "utf-8-sig")
    remark = Remark(1, _WHOLE_FILE, Level.REPAIRED, "先頭に余分な印（BOM）がありました。取り除いて読みました。")
    return Decoded(text.lstrip("\ufeff"), "utf-8-sig", (remark,))


def _strictly(data: bytes) -> Decoded | None:
    for encoding in ("utf-8", "cp932", "euc_jp"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp932" and half_kana_share(text) > _TOO_MUCH_HALF_KANA:
            return _as_euc(data) or _doubtful_cp932(text)
        return Decoded(text, encoding)
    return None


def _as_euc(data: bytes) -> Decoded | None:
    try:
        text = data.decode("euc_jp")
    except UnicodeDecodeError:
        return None
    message = "文字コードは EUC-JP と思われます。文字が正しく見えるか確かめてください。"
    return Decoded(text, "euc_jp", (Remark(1, _WHOLE_FILE, Level.DOUBTFUL, message),))


def _doubtful_cp932(text: str) -> Decoded:
    message = "半角カナがとても多いファイルです。文字が正しく見えるか確かめてください。"
    return Decoded(text, "cp932", (Remark(1, _WHOLE_FILE, Level.DOUBTFUL, message),))


def _with_damage(data: bytes) -> Decoded | None:
    damage, text, encoding = min(
        ((text.count("\ufffd"), text, encoding) for encoding, text in _replacing(data)), key=lambda found: found[0]
    )
    if damage > len(text) * _TOLERATED_DAMAGE + 1:
        return None
    message = f"読めない文字が{damage}か所ありました。「\ufffd」のところを元の資料で確かめてください。"
    return Decoded(text, encoding, (Remark(1, _WHOLE_FILE, Level.DOUBTFUL, message),))


def _replacing(data: bytes) -> list[tuple[str, str]]:
    return [
        ("utf-8-sig" if data.startswith(_UTF8_BOM) else "utf-8", data.decode("utf-8-sig", errors="replace")),
        ("cp932", data.decode("cp932", errors="replace")),
    ]


def _looks_binary(text: str) -> bool:
    return "\x00" in text or len(_CONTROL.findall(text)) > len(text) * _TOLERATED_DAMAGE
