"""How can somebody be reached? Telephone, mail and web addresses of one row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from directory.exchange.cells import Cells
from directory.exchange.columns import Field
from directory.exchange.found import Found, doubtful, repaired
from directory.exchange.listing import Level, Visibility
from directory.exchange.phones import Phones, read_phones
from directory.exchange.text import nfkc

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL: Final = re.compile(r"https?://[^\s（）「」、]+", re.IGNORECASE)
_BROKEN_URL: Final = re.compile(r"(https?)[sp]?[:;/.]+([\w-]+(?:\.[\w-]+)+\S*)", re.IGNORECASE | re.ASCII)
_BARE_URL: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:jp|com|net|org|info|co)(?:/\S*)?", re.IGNORECASE | re.ASCII)
_HIDDEN: Final = re.compile("非公開|未公開|公開不可")


@dataclass(frozen=True, slots=True)
class Contact:
    """The ways of one row, the main telephone first; `note` keeps the words beside them."""

    phones: Phones
    others: tuple[str, ...]
    fax: str
    email: str
    url: str
    note: str
    visibility: Visibility


def read_contact(cells: Cells, note: str) -> Contact:
    """Every way to reach somebody that a row names; `note` is what its contact columns say in words."""
    phones = cells.take(Field.PHONE, read_phones(cells.text(Field.PHONE)))
    others = [cells.take_from(header, text, read_phones(text)) for header, text in cells.texts(Field.OTHER_PHONE)]
    fax = cells.take(Field.FAX, read_phones(cells.text(Field.FAX)))
    url, email_in_url = _url(cells)
    if not phones.main:
        phones = _first_with_number(phones, others) or _phone_in(cells, note) or phones
    numbers = [*phones.others, *(number for other in others for number in (other.main, *other.others))]
    return Contact(
        phones,
        tuple(dict.fromkeys(number for number in numbers if number and number != phones.main)),
        fax.main or fax.fax or phones.fax or next((other.fax for other in others if other.fax), ""),
        _email(cells, email_in_url, note),
        url,
        "\n".join(dict.fromkeys(filter(None, (phones.label, *(other.label for other in others), note)))),
        Visibility.HIDDEN if phones.is_hidden else Visibility.PUBLIC,
    )


def _first_with_number(phones: Phones, others: Iterable[Phones]) -> Phones | None:
    if phones.is_hidden:
        return None
    return next((other for other in others if other.main), None)


def _phone_in(cells: Cells, note: str) -> Phones | None:
    if not re.search(r"\d{2}", nfkc(note)):
        return None
    found = read_phones(note).value
    if not found.main:
        return None
    cells.say(cells.header(Field.CONTACT_NOTE), Level.REPAIRED, "連絡先の文から電話番号を読み取りました。")
    return Phones(found.main, found.others, found.fax, found.extension)


def _email(cells: Cells, from_url: str, note: str) -> str:
    text = nfkc(cells.text(Field.EMAIL))
    match = _EMAIL.search(text)
    if text and not match and not _HIDDEN.search(text):
        cells.take(Field.EMAIL, doubtful("", "メールアドレスとして読めませんでした。"))
    found = match or _EMAIL.search(nfkc(note))
    return found.group() if found else from_url


def _url(cells: Cells) -> tuple[str, str]:
    text = cells.text(Field.URL)
    match = _URL.search(nfkc(text))
    if match:
        whole = match.group() == nfkc(text)
        message = "" if whole else "URL のほかの言葉は別に残しました。"
        return cells.take(Field.URL, Found(match.group()) if whole else _kept(match.group(), message)), ""
    if email := _EMAIL.search(nfkc(text)):
        return "", cells.note(cells.header(Field.URL), repaired(email.group(), "メールアドレスとして読みました。"))
    if broken := _BROKEN_URL.fullmatch(nfkc(text)):
        whole_url = f"{broken[1].lower()}://{broken[2]}"
        return cells.take(Field.URL, repaired(whole_url, "「://」の書き誤りを直しました。")), ""
    if text and (bare := _BARE_URL.fullmatch(nfkc(text))):
        return cells.take(Field.URL, repaired("https://" + bare.group(), "https:// を補いました。")), ""
    return (cells.take(Field.URL, doubtful("", "URL として読めませんでした。")) if text else ""), ""


def _kept(value: str, message: str) -> Found[str]:
    return Found(value, Level.REPAIRED, message, is_whole=False)
