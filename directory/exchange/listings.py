"""What listing is this row? One row's cells become one frozen listing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from directory.exchange.amounts import read_ages, read_answer, read_count, read_fee, read_parking, yen
from directory.exchange.cells import Cells
from directory.exchange.columns import Field, fact_of
from directory.exchange.contacts import read_contact
from directory.exchange.kinds import kind_of
from directory.exchange.listing import (
    ImportedListing,
    ImportedPlace,
    ImportedWords,
    Level,
    PositionLevel,
    Visibility,
)
from directory.exchange.places import (
    Position,
    read_address,
    read_code,
    read_pair,
    read_position,
    read_postal_code,
    split_address,
)
from directory.exchange.text import nfkc, squeeze
from directory.exchange.timetable import read_timetable

_HIDDEN: Final = re.compile("非公開|未公開|公開不可")
_ADDRESS_HIDDEN: Final = re.compile(r"(?:住所|所在地|場所).{0,4}(?:非公開|未公開)")
_SURE_KINDS: Final = frozenset({"event", "care_office", "clinic", "shelter", "kayoinoba", "kodomo_shokudo"})
_MEANINGLESS_ALONE: Final = frozenset({"なし", "無し", "無", "有", "有り", "あり", "可", "不可", "要", "不要"})
_LIST_MARKS: Final = re.compile(r"[;；、,，\n]")
_HAS_NOT: Final = re.compile(r"(?:無し?|なし|不可)$")
_NO_BOOKING: Final = re.compile(r"(?:予約|申込み?|申し込み)?(?:は)?(?:不要|なし|無し|いりません)")
_BOOKING: Final = re.compile(r"要(?!相談)|必要|必須|事前(?:に)?(?:予約|申込|申し込み)|予約制|完全予約")
_HAS: Final = re.compile(r"(?:が)?(?:有り?|あり|可|完備|設置)$")
_POSTAL_CODE: Final = re.compile(r"\s*〒\s*[\d０-９]{3}[-‐－ー−]?[\d０-９]{4}\s*")
_LANGUAGES: Final = {
    "日本語": "ja",
    "英語": "en",
    "中国語": "zh",
    "韓国語": "ko",
    "朝鮮語": "ko",
    "ポルトガル語": "pt",
    "スペイン語": "es",
    "ベトナム語": "vi",
    "タガログ語": "tl",
    "フィリピノ語": "tl",
    "ネパール語": "ne",
    "インドネシア語": "id",
    "タイ語": "th",
    "ミャンマー語": "my",
    "ロシア語": "ru",
    "フランス語": "fr",
    "手話": "jsl",
    "やさしい日本語": "ja-easy",
    "english": "en",
    "japanese": "ja",
    "chinese": "zh",
    "korean": "ko",
    "vietnamese": "vi",
}
_LANGUAGE_CODE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?")


@dataclass(frozen=True, slots=True)
class _Place:
    address: str
    building: str
    prefecture: str
    city: str
    town: str


def read_listing(cells: Cells) -> ImportedListing:
    """The listing of a row that has a name; whatever has no field of its own goes into `extra`."""
    listing = _with_contact(cells, _with_place(cells, _words(cells)))
    listing = _with_terms(cells, _with_facts(cells, listing))
    return replace(listing, cleared=frozenset(cells.cleared), extra=_extra(cells))


def _words(cells: Cells) -> ImportedListing:
    name, remarks_text = one_line(cells.text(Field.NAME)), _joined(cells.texts(Field.REMARKS))
    description = _joined(cells.texts(Field.DESCRIPTION))
    return ImportedListing(
        rows=(cells.number,),
        source_id=nfkc(cells.text(Field.SOURCE_ID)).strip(),
        name=name,
        name_kana=one_line(cells.text(Field.NAME_KANA)),
        alternate_name="、".join(text for _header, text in cells.texts(Field.ALTERNATE_NAME) if text != name),
        kind=_kind(cells, remarks_text),
        kind_text=one_line(cells.text(Field.KIND)),
        organization_name=one_line(cells.text(Field.ORGANIZATION)),
        corporate_number=nfkc(cells.text(Field.CORPORATE_NUMBER)),
        description=description,
        remarks_text=remarks_text,
        languages=_languages(cells),
        translations=_translations(cells, ImportedWords(name=name, description=description)),
    )


def _with_place(cells: Cells, listing: ImportedListing) -> ImportedListing:
    place, position = _place(cells), _position(cells)
    return replace(
        listing,
        venue=one_line(cells.text(Field.VENUE)),
        address=place.address,
        building=place.building,
        prefecture=place.prefecture,
        city=place.city,
        town=place.town,
        postal_code=cells.take(Field.POSTAL_CODE, read_postal_code(cells.text(Field.POSTAL_CODE)))
        or _postal_code_before(cells.text(Field.ADDRESS)),
        municipality_code=_code(cells, place.prefecture),
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
        position_level=PositionLevel.EXACT if position else PositionLevel.NONE,
        address_visibility=_address_visibility(place, listing.remarks_text),
    )


def _with_contact(cells: Cells, listing: ImportedListing) -> ImportedListing:
    contact = read_contact(cells, _joined(cells.texts(Field.CONTACT_NOTE)))
    return replace(
        listing,
        phone=contact.phones.main,
        extension=nfkc(cells.text(Field.EXTENSION)) or contact.phones.extension,
        other_phones=contact.others,
        fax=contact.fax,
        email=contact.email,
        url=contact.url,
        contact_note=contact.note,
        contact_visibility=contact.visibility,
    )


def _with_facts(cells: Cells, listing: ImportedListing) -> ImportedListing:
    facts, note = _facts(cells)
    return replace(
        listing,
        accessibility=facts,
        accessibility_note=note,
        parking=_parking(cells),
        access_text=_joined(cells.texts(Field.ACCESS)),
    )


def _with_terms(cells: Cells, listing: ImportedListing) -> ImportedListing:
    times, ages, fees = read_timetable(cells), _ages(cells), _fees(cells)
    return replace(
        listing,
        sessions=times.sessions,
        schedule_note=times.note,
        fee_text=fees[0],
        is_free=fees[1],
        capacity=cells.take(Field.CAPACITY, read_count(cells.text(Field.CAPACITY))),
        age_text=ages[0],
        age_from=ages[1],
        age_to=ages[2],
        eligibility_text=_joined(cells.texts(Field.ELIGIBILITY)),
        exclusion_text=_joined(cells.texts(Field.EXCLUSION)),
        bring_text=_joined(cells.texts(Field.BRING)),
        booking_text=_joined(cells.texts(Field.BOOKING)),
    )


def one_line(text: str) -> str:
    """A name on one line; the wide spaces that are part of it stay."""
    return re.sub(r"[\r\n\t ]+", " ", text).strip("　 ")


def place_of(listing: ImportedListing) -> ImportedPlace:
    """Where a row's sessions are held."""
    return ImportedPlace(
        name=listing.venue, address=listing.address, latitude=listing.latitude, longitude=listing.longitude
    )


def language_of(text: str) -> str:
    """The code of a language by its name or code, "" for Japanese or nothing."""
    words = nfkc(text).strip().casefold()
    code = _LANGUAGES.get(words) or (words if _LANGUAGE_CODE.fullmatch(words) else "")
    return "" if code == "ja" else code


def _joined(texts: Iterable[tuple[str, str]]) -> str:
    filled = list(dict.fromkeys(texts))
    if len(filled) == 1 and filled[0][1] not in _MEANINGLESS_ALONE:
        return filled[0][1]
    return "\n".join(f"{header}：{text}" for header, text in filled)


def _kind(cells: Cells, remarks: str) -> str:
    stated, known = cells.text(Field.KIND), cells.table.format.kind
    if known in _SURE_KINDS:
        return known
    return kind_of(stated) or known or kind_of(remarks, cells.text(Field.NAME))


def _code(cells: Cells, prefecture: str) -> str:
    return cells.take(Field.MUNICIPALITY_CODE, read_code(cells.text(Field.MUNICIPALITY_CODE), prefecture))


def _place(cells: Cells) -> _Place:
    address, building = _address(cells), one_line(cells.text(Field.BUILDING))
    prefecture, city, town = split_address(address)
    if building and address and not town and not re.search(r"\d", address):
        address, building = address + building, ""
        prefecture, city, town = split_address(address)
    city_cell = one_line(cells.text(Field.CITY))
    stated = split_address(city_cell)
    return _Place(
        address,
        building,
        one_line(cells.text(Field.PREFECTURE)) or prefecture or stated[0],
        city_cell if city_cell and not stated[2] else city or stated[1],
        one_line(cells.text(Field.ADDRESS_TOWN)) or town,
    )


def _postal_code_before(address: str) -> str:
    """The postal code that stands in front of an address in the same cell."""
    match = _POSTAL_CODE.match(address)
    return read_postal_code(match.group()).value if match else ""


def _address(cells: Cells) -> str:
    whole = _POSTAL_CODE.sub("", cells.text(Field.ADDRESS))
    if whole:
        return cells.note(cells.header(Field.ADDRESS), read_address(whole))
    parts = [cells.text(part) for part in (Field.ADDRESS_CITY, Field.ADDRESS_TOWN, Field.ADDRESS_BLOCK)]
    if not any(parts):
        return ""
    if parts[0] and split_address(parts[0])[2]:
        cells.say(cells.header(Field.ADDRESS_CITY), Level.REPAIRED, "町名や番地まで入っていたので、分けて読みました。")
    return cells.note(cells.header(Field.ADDRESS_CITY), read_address("".join(parts)))


def _address_visibility(place: _Place, remarks: str) -> Visibility:
    hidden = _HIDDEN.search(place.address + place.building) or _ADDRESS_HIDDEN.search(remarks)
    return Visibility.HIDDEN if hidden else Visibility.PUBLIC


def _position(cells: Cells) -> Position:
    latitude, longitude = cells.text(Field.LATITUDE), cells.text(Field.LONGITUDE)
    if not latitude and not longitude:
        return cells.take(Field.LATITUDE_LONGITUDE, read_pair(cells.text(Field.LATITUDE_LONGITUDE)))
    found = read_position(latitude, longitude)
    if not found.is_whole:
        cells.extra |= {cells.header(field): cells.raw(field) for field in (Field.LATITUDE, Field.LONGITUDE)}
    return cells.note(cells.header(Field.LATITUDE), found)


def _fees(cells: Cells) -> tuple[str, bool | None]:
    fees = [(header, text) for header, text in cells.texts(Field.FEE) if nfkc(text).strip() not in {"-", "ー"}]
    answers = [read_fee(text) for _header, text in fees]
    words = [yen(text) if len(fees) == 1 else f"{_fee_label(header)}：{yen(text)}" for header, text in fees]
    if False in answers:
        return "\n".join(words), False
    return "\n".join(words), True if answers and all(answers) else None


def _fee_label(header: str) -> str:
    return header.rpartition("_")[2]


def _ages(cells: Cells) -> tuple[str, int | None, int | None]:
    text, first, last = cells.text(Field.AGE), cells.text(Field.AGE_FROM), cells.text(Field.AGE_TO)
    if not first and not last:
        bounds = read_ages(text).value
        return squeeze(text), bounds[0], bounds[1]
    words = "～".join(squeeze(part) for part in (first, last)) if first or last else ""
    return words, read_ages(first).value[0], read_ages(last).value[1]


def _facts(cells: Cells) -> tuple[dict[str, bool], str]:
    facts: dict[str, bool] = {}
    notes: list[str] = []
    for header, text in cells.texts(Field.FACT):
        found = read_answer(text)
        _state(facts, fact_of(header), cells.note(header, found))
        if not found.is_whole:
            notes.append(f"{header}：{text}")
    for _header, text in cells.texts(Field.BARRIER_FREE):
        notes += _listed_facts(text, facts)
    for _header, text in cells.texts(Field.PARKING):
        _state(facts, "parking", read_parking(text))
    for _header, text in cells.texts(Field.BOOKING):
        _state(facts, "reservation_needed", _booking(nfkc(text).strip()))
    return facts, "\n".join(notes)


def _parking(cells: Cells) -> str:
    texts = list(cells.texts(Field.PARKING))
    return texts[0][1] if len(texts) == 1 else _joined(texts)


def _state(facts: dict[str, bool], code: str | None, answer: bool | None) -> None:  # noqa: FBT001 - the answer itself
    """Write an answer down unless an earlier column has given one; steps are the other side of step-free."""
    if code is None or answer is None:
        return
    if code == "has_steps":
        code, answer = "step_free", not answer
    facts.setdefault(code, answer)


def _booking(words: str) -> bool | None:
    if _NO_BOOKING.fullmatch(words):
        return False
    return True if _BOOKING.match(words) else None


def _listed_facts(text: str, facts: dict[str, bool]) -> Iterator[str]:
    for item in filter(None, (part.strip() for part in _LIST_MARKS.split(text))):
        words = nfkc(item)
        code = fact_of(_HAS_NOT.sub("", _HAS.sub("", words)).removesuffix("の"))
        _state(facts, code, not _HAS_NOT.search(words))
        if code is None:
            yield item


def _languages(cells: Cells) -> tuple[str, ...]:
    codes = []
    text = cells.text(Field.LANGUAGES)
    for word in filter(None, re.split(r"[;、,・/\s]+", nfkc(text))):
        code = _LANGUAGES.get(word.casefold()) or (word.casefold() if _LANGUAGE_CODE.fullmatch(word.casefold()) else "")
        if code:
            codes.append(code)
        else:
            cells.extra[cells.header(Field.LANGUAGES)] = text
    return tuple(dict.fromkeys(codes))


def _translations(cells: Cells, words: ImportedWords) -> dict[str, ImportedWords]:
    language, english = language_of(cells.text(Field.ROW_LANGUAGE)), cells.text(Field.NAME_ENGLISH)
    found = {"en": ImportedWords(name=english)} if english else {}
    return found | ({language: words} if language else {})


def _extra(cells: Cells) -> dict[str, str]:
    for index, text in cells.unmapped():
        name = cells.table.name_of(index)
        cells.extra.setdefault(name if name not in cells.extra else f"{name}（{index + 1}列目）", text)
    return dict(cells.extra)
