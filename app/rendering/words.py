"""What does this text say in the reader's language? The message id is the Japanese text itself.

In Python: `from app.rendering.words import gettext as _`; never inside an f-string, which is not extracted.
In templates `_`, `gettext`, `ngettext` and `pgettext` are there. Texts that are made before there is a reader
(field labels, constants) are `lazy`. Below app, `core.words.word` marks a text and the page says `_(text)`.
"""

from gettext import NullTranslations

from flask_babel import LazyString

from app.rendering import catalogues, display


def chosen() -> NullTranslations:
    """The catalogue of the reader's language."""
    return catalogues.translations(display.current().language)


def gettext(text: str, **values: object) -> str:
    """The text in the reader's language, with %(name)s filled in."""
    said = chosen().gettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The text for so many; %(num)s is the number."""
    return chosen().ngettext(one, many, num) % {"num": num, **values}


def pgettext(context: str, text: str, **values: object) -> str:
    """A text that means one thing here and another elsewhere."""
    said = chosen().pgettext(context, text)
    return said % values if values else said


def npgettext(context: str, one: str, many: str, num: int, **values: object) -> str:
    """The text for so many, in one of its meanings."""
    return chosen().npgettext(context, one, many, num) % {"num": num, **values}


def lazy(text: str, **values: object) -> LazyString:
    """A text that is put into the reader's language only when it is shown."""
    return LazyString(gettext, text, **values)
