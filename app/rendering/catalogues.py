"""Where do the words of other languages come from? From the .po files of app/translations, read at the first use."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parent.parent / "translations"
FILES = {
    "en": TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po",
    "easy": TRANSLATIONS / "ja" / "LC_MESSAGES" / "easy.po",
}
"""By choice of language. Easy Japanese is a domain under ja: as a locale of its own it would leak into plain ja."""

LOCALES = {"ja": "ja", "easy": "ja", "en": "en"}


@cache
def translations(language: str) -> NullTranslations:
    """The words of one language; Japanese gives every message id back, which is the text itself."""
    if language not in FILES:
        return NullTranslations()
    machine = BytesIO()
    write_mo(machine, read_catalogue(language))
    machine.seek(0)
    return GNUTranslations(machine)


def read_catalogue(language: str) -> Catalog:
    """What the translators wrote for one language."""
    with FILES[language].open("rb") as file:
        return read_po(file, locale=LOCALES[language])
