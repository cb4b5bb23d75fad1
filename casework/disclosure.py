"""Would this text give a person away? Whatever leaves the case side is asked here first."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from casework.models.person import Person
from core.japanese.eras import FIRST_DAY, era_date, short_era_date
from core.japanese.folding import fold
from core.japanese.phone import PhoneNumberError, national, to_e164

HONORIFICS = ("さん", "さま", "様", "氏", "くん", "君", "ちゃん", "殿", "先生")
SHORTEST_NUMBER = 9
SHORTEST_ADDRESS = 5
SHORTEST_PART = 2
SHORTEST_READING = 3
"""A reading of two letters stands inside many ordinary words."""


class Identity(StrEnum):
    """What tells who somebody is, and never leaves the case side."""

    NAME = "name"
    NAME_KANA = "name_kana"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    PHONE = "phone"


def revealed(person: Person, text: str) -> tuple[Identity, ...]:
    """What of the person's identity a text contains, however it is spelt."""
    return tuple(identity for identity, found in _findings(person, plain(text)) if found)


def gives_away(nickname: str, *names: str) -> bool:
    """Whether a nickname is one of these names, a part of it, or contains one."""
    short = _without_honorific(plain(nickname))
    return any(_is_taken_from(short, name) for name in names)


def plain(text: str) -> str:
    """A text as it is compared: folded, without spaces."""
    return re.sub(r"\s", "", fold(text))


def _findings(person: Person, text: str) -> Iterator[tuple[Identity, bool]]:
    yield Identity.NAME, _has_one(text, _parts(person.name, SHORTEST_PART))
    yield Identity.NAME_KANA, _has_one(text, _parts(person.name_kana, SHORTEST_READING))
    yield Identity.BIRTH_DATE, person.birth_date is not None and _has_one(text, dates_spelt(person.birth_date))
    yield Identity.ADDRESS, _has_one(text, _addresses(person))
    yield Identity.PHONE, _has_one(re.sub(r"[^0-9]", "", text), _numbers(person))


def _has_one(text: str, words: Iterator[str]) -> bool:
    return any(word in text for word in words)


def _parts(name: str, shortest: int) -> Iterator[str]:
    """The whole name, and each of its words that is long enough."""
    whole = plain(name)
    if len(whole) >= SHORTEST_PART:
        yield whole
    yield from (part for part in map(plain, name.split()) if len(part) >= shortest)


def dates_spelt(day: date) -> Iterator[str]:
    """The usual ways to write a day, folded."""
    spellings = [f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "-/."]
    spellings += [f"{day.year}{mark}{day.month:02}{mark}{day.day:02}" for mark in ("-", "/", ".", "")]
    spellings.append(f"{day.year}年{day.month}月{day.day}日")
    if day >= FIRST_DAY:
        spellings += [era_date(day), short_era_date(day)]
    yield from map(plain, spellings)


def _addresses(person: Person) -> Iterator[str]:
    """The address, and what remains of it after the prefecture, the city and the county."""
    rest = plain(person.address or "")
    while len(rest) >= SHORTEST_ADDRESS:
        yield rest
        cut = re.match(r".*?[都道府県市郡区町村]", rest)
        if cut is None:
            return
        rest = rest[cut.end() :]


def _numbers(person: Person) -> Iterator[str]:
    """Every telephone number that belongs to the person or to those whom one may call."""
    for text in (person.phone, person.safe_contact):
        for found in re.findall(r"\+?[0-9(][0-9()\-]{7,}[0-9]", plain(text or "")):
            yield from _spellings(found)


def _spellings(found: str) -> Iterator[str]:
    digits = re.sub(r"[^0-9]", "", found)
    if len(digits) >= SHORTEST_NUMBER:
        yield digits
    try:
        number = to_e164(found)
    except PhoneNumberError:
        return
    yield number.removeprefix("+")
    yield re.sub(r"[^0-9]", "", national(number))


def _without_honorific(text: str) -> str:
    for honorific in map(fold, HONORIFICS):
        if text.endswith(honorific) and len(text) > len(honorific):
            return text.removesuffix(honorific)
    return text


def _is_taken_from(short: str, name: str) -> bool:
    parts = [plain(part) for part in name.split()]
    if short in parts or any(part in short for part in parts if len(part) >= SHORTEST_PART):
        return True
    whole = "".join(parts)
    is_long = len(short) >= (SHORTEST_READING if _is_reading(whole) else SHORTEST_PART)
    return is_long and (whole.startswith(short) or whole.endswith(short))


def _is_reading(text: str) -> bool:
    return re.fullmatch(r"[ぁ-ゖ\-]*", text) is not None
