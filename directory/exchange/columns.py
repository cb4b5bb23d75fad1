"""Which column means what? The headers that towns write, by the field they fill."""

import json
import re
from enum import StrEnum, auto
from importlib import resources
from typing import Final

from directory.exchange.text import dashes, nfkc
from directory.fact_keys import FACT_KEYS


class Field(StrEnum):
    """What a column can tell about a listing."""

    SOURCE_ID = auto()
    MUNICIPALITY_CODE = auto()
    PREFECTURE = auto()
    CITY = auto()
    NAME = auto()
    NAME_KANA = auto()
    ALTERNATE_NAME = auto()
    NAME_ENGLISH = auto()
    KIND = auto()
    ORGANIZATION = auto()
    CORPORATE_NUMBER = auto()
    DESCRIPTION = auto()
    VENUE = auto()
    ADDRESS = auto()
    ADDRESS_CITY = auto()
    ADDRESS_TOWN = auto()
    ADDRESS_BLOCK = auto()
    BUILDING = auto()
    POSTAL_CODE = auto()
    LATITUDE = auto()
    LONGITUDE = auto()
    LATITUDE_LONGITUDE = auto()
    PHONE = auto()
    OTHER_PHONE = auto()
    EXTENSION = auto()
    FAX = auto()
    EMAIL = auto()
    URL = auto()
    CONTACT_NOTE = auto()
    DAYS = auto()
    EXACT_DAYS = auto()
    OPENS = auto()
    CLOSES = auto()
    HOURS = auto()
    SCHEDULE = auto()
    SCHEDULE_NOTE = auto()
    STARTS_ON = auto()
    ENDS_ON = auto()
    FEE = auto()
    CAPACITY = auto()
    AGE = auto()
    AGE_FROM = auto()
    AGE_TO = auto()
    ELIGIBILITY = auto()
    EXCLUSION = auto()
    BRING = auto()
    BOOKING = auto()
    BARRIER_FREE = auto()
    PARKING = auto()
    ACCESS = auto()
    REMARKS = auto()
    LANGUAGES = auto()
    ROW_LANGUAGE = auto()
    FACT = auto()
    INSTRUCTION = auto()


# Fields whose columns are joined; of every other field the first column in this list's order counts.
JOINED: Final = frozenset(
    {
        Field.ALTERNATE_NAME,
        Field.OTHER_PHONE,
        Field.DESCRIPTION,
        Field.CONTACT_NOTE,
        Field.SCHEDULE_NOTE,
        Field.FEE,
        Field.ELIGIBILITY,
        Field.EXCLUSION,
        Field.BRING,
        Field.BOOKING,
        Field.BARRIER_FREE,
        Field.PARKING,
        Field.ACCESS,
        Field.REMARKS,
        Field.FACT,
        Field.INSTRUCTION,
    }
)

# The wordings of the national sheets (2017-, 2023-), the こども食堂 sheet, the 通いの場 data and town lists, and the
# 18 accessibility items of DS-436 with what the national sheets ask beside them.
_WORDINGS: Final = json.loads((resources.files("directory.exchange") / "data/headers.json").read_text(encoding="utf-8"))

# Without a column of its own name, a list of groups is a list by the group's name.
NAME_OF_LAST_RESORT: Final[tuple[str, ...]] = tuple(_WORDINGS["name_of_last_resort"])
_JOINTS: Final = re.compile(r"[\s_/・:、,.※*◎【】\[\]「」]")
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")
_INSTRUCTION: Final = re.compile("^[←→↓↑]")


def header_key(header: str) -> str:
    """Bring a header to the key under which it is the same header whatever the width, dash and joints."""
    key = _JOINTS.sub("", nfkc(header)).casefold()
    return dashes(key).replace("標記", "表記").replace("(必須)", "").replace("(任意)", "")


def _keys() -> dict[str, tuple[Field, int]]:
    found: dict[str, tuple[Field, int]] = {}
    for field, headers in _WORDINGS["fields"].items():
        for rank, header in enumerate(headers):
            found.setdefault(header_key(header), (Field(field), rank))
    return found


_FIELDS: Final = _keys()
FACT_CODES: Final[tuple[str, ...]] = tuple(_WORDINGS["facts"])
_FACT_CODES: Final[dict[str, str]] = {
    header_key(header): code for code, headers in _WORDINGS["facts"].items() for header in headers
} | {header_key(key.header): key.code for key in FACT_KEYS}


def field_of(header: str) -> tuple[Field, int] | None:
    """Tell which field a header fills and how early its wording stands in the list of wordings."""
    if _INSTRUCTION.match(nfkc(header).strip()):
        return Field.INSTRUCTION, 0
    key = header_key(header)
    bare = _IN_BRACKETS.sub("", key)
    for wording in (key, bare):
        if wording in _FACT_CODES:
            return Field.FACT, 0
        if wording in _FIELDS:
            return _FIELDS[wording]
    return None


def fact_of(words: str) -> str | None:
    """Tell which accessibility fact a header or a word of a list names."""
    key = header_key(words)
    return _FACT_CODES.get(key) or _FACT_CODES.get(_IN_BRACKETS.sub("", key))
