"""Which telephone numbers does a cell hold? E.164, one main number; what cannot be dialled is doubted."""

import re
from dataclasses import dataclass
from typing import Final

from core.japanese.phone import PhoneNumberError, is_assigned, to_e164
from directory.exchange.found import Found, doubtful, repaired
from directory.exchange.text import dashes, nfkc

_HIDDEN: Final = frozenset({"非公開", "未公開", "公開不可", "非公表", "公開しない"})
_NOTHING: Final = frozenset({"なし", "無し", "無", "-", "不明", "未定", "調査中"})
_EXTENSION: Final = re.compile(r"[(\[]?(?:内線|ext\.?)[:\s]*(\d{1,5})[)\]]?", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"0\d{1,4}-\d{1,4}-\d{4}(?=0\d)|"
    r"(?:\+81[- ]?\(?\d|\(?0\d{1,4}\)?)[-\s]*\(?\d{1,4}\)?[-\s]*\d{3,4}(?!\d)|(?<!\d)0\d{9,10}(?!\d)"
)
_E164: Final = re.compile(r"\+81\d{9,10}")
_FAX: Final = re.compile(r"fax|ファ(?:ッ)?クス", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_LABELS: Final = re.compile(r"tel|fax|電話|代表|番号|ファックス|ファクス", re.IGNORECASE)
_LOST_ZERO: Final = frozenset({9, 10})
_LOCAL: Final = range(5, 9)


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of one cell; `label` is what the cell says beside them (the section that answers)."""

    main: str = ""
    others: tuple[str, ...] = ()
    fax: str = ""
    extension: str = ""
    label: str = ""
    is_hidden: bool = False


def read_phones(text: str) -> Found[Phones]:
    """Read a cell with none, one or several numbers."""
    words = dashes(nfkc(text)).strip()
    if words in _NOTHING or not words:
        return Found(Phones())
    if words in _HIDDEN:
        return Found(Phones(is_hidden=True))
    extension = _EXTENSION.search(words)
    rest = _EXTENSION.sub("", words)
    found = _numbers(rest)
    if not found.value.main and not found.value.fax:
        return found if found.level else _unread(rest)
    phones = found.value
    whole = Phones(phones.main, phones.others, phones.fax, extension[1] if extension else "", _label(rest))
    if found.level:
        return Found(whole, found.level, found.message, is_whole=found.is_whole)
    return _with_width(whole, text)


def _with_width(phones: Phones, text: str) -> Found[Phones]:
    if re.search("[０-９]", text):
        return repaired(phones, "全角の数字を半角にしました。")
    return Found(phones)


def _numbers(words: str) -> Found[Phones]:
    kept: list[str] = []
    fax, strange, end = "", "", 0
    for match in _NUMBER.finditer(words):
        number = _dialled(match.group())
        is_fax = bool(_FAX.search(words[end : match.start()]))
        end = match.end()
        if not number:
            strange = "番号の桁が電話番号と合いません。"
        elif is_fax:
            fax = number
        else:
            kept.append(number)
    phones = Phones(kept[0] if kept else "", tuple(kept[1:]), fax)
    if kept and not is_assigned(kept[0]):
        return doubtful(phones, "使われていない番号のようです。確かめてください。")
    if (kept or fax or strange) and re.search(r"\d{2}", _NUMBER.sub(" ", words)):
        strange = strange or "電話番号のほかにも数字があります。確かめてください。"
    return doubtful(phones, strange) if strange else Found(phones)


def _dialled(number: str) -> str:
    try:
        dialled = to_e164(re.sub(r"\s", "", number))
    except PhoneNumberError:
        return ""
    return dialled if _E164.fullmatch(dialled) else ""


def _unread(words: str) -> Found[Phones]:
    digits = re.sub(r"\D", "", words)
    if len(digits) in _LOST_ZERO and not words.startswith("0") and (number := _dialled("0" + digits)):
        return doubtful(Phones(number), "先頭の 0 が落ちているようなので補いました。確かめてください。")
    if len(digits) in _LOCAL and not digits.startswith("0"):
        return doubtful(Phones(), "市外局番がありません。")
    return doubtful(Phones(), "電話番号として読めませんでした。")


def _label(words: str) -> str:
    label = _NUMBER.sub(" ", words)
    return " ".join(label.split()) if _LETTERS.search(_LABELS.sub("", label)) else ""
