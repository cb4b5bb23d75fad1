"""Which telephone number is this? Kept as E.164, shown as people dial it at home."""

import re
import unicodedata

import phonenumbers

from core.japanese.folding import fold

_COUNTRY = "JP"
_DIALLED = re.compile(r"\+?[0-9()-]*[0-9]")
_NOTES = re.compile(r"tel|phone|でんわ|電話|番号|\(代表?\)|直通|[:;℡☎]")
_LONGEST_LOCAL = 8


class PhoneNumberError(ValueError):
    """The text is not one telephone number that can be dialled from anywhere."""


def to_e164(text: str, *, area_code: str = "") -> str:
    """The number as +81…, whatever width and dashes it is written in; a number without area code gets the one given.

    Short numbers (110, 189, #8000), several numbers in one text and extensions raise PhoneNumberError.
    """
    written = _NOTES.sub("", re.sub(r"\s", "", fold(text)))
    if _DIALLED.fullmatch(written) is None:
        raise PhoneNumberError(text)
    number = _parse(_with_area_code(written, area_code))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national(e164: str) -> str:
    """The number as it is dialled in Japan, with the usual dashes: 0856-31-0203."""
    return phonenumbers.format_number(_parse(e164), phonenumbers.PhoneNumberFormat.NATIONAL)


def is_assigned(e164: str) -> bool:
    """Whether the number lies in a range that is given out; false is a reason to doubt it, not to refuse it."""
    return phonenumbers.is_valid_number(_parse(e164))


def _with_area_code(written: str, area_code: str) -> str:
    digits = re.sub(r"[^0-9]", "", written)
    is_local = not written.startswith(("+", "0", "(0")) and len(digits) <= _LONGEST_LOCAL
    return unicodedata.normalize("NFKC", area_code) + digits if is_local else written


def _parse(written: str) -> phonenumbers.PhoneNumber:
    try:
        number = phonenumbers.parse(written, _COUNTRY)
    except phonenumbers.NumberParseException as error:
        raise PhoneNumberError(written) from error
    if not phonenumbers.is_possible_number(number):
        raise PhoneNumberError(written)
    return number
