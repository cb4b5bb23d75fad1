"""Which texts do readers see, and which lack words in another language? `make words` updates the catalogues."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import escape

from app.rendering.catalogues import FILES, LOCALES, read_catalogue

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "accounts", "directory", "casework", "matching", "app")
STAFF_ONLY = ("templates/staff/", "templates/admin/", "app/staff/", "app/admin/", "casework/", "matching/")
"""Easy Japanese is written for residents and hosts; pages for staff keep plain Japanese."""

KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy": None,
    "word": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "ConflictError": None,
    "DeniedError": None,
    "NotFoundError": None,
    "UnavailableError": None,
}
"""By whom a text is marked as seen: gettext in its forms, `core.words.word`, and the errors that become pages."""
JINJA_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}


@dataclass(frozen=True, order=True)
class Text:
    """One text as it stands in the source, and where."""

    context: str
    one: str
    many: str
    comments: tuple[str, ...]
    place: str

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds it by."""
        return (self.context, self.one)


def texts_of(root: Path) -> list[Text]:
    """Every visible text of a checkout."""
    pages = sorted((root / "templates").rglob("*.html")) + sorted((root / "templates").rglob("*.txt"))
    modules = sorted(path for package in PACKAGES for path in (root / package).rglob("*.py"))
    return [text for path in [*pages, *modules] for text in texts_of_file(path, root)]


def texts_of_file(path: Path, root: Path) -> Iterator[Text]:
    """Every visible text of one template or module."""
    method = "python" if path.suffix == ".py" else "jinja2"
    options = {"encoding": "utf-8"} if path.suffix == ".py" else JINJA_OPTIONS
    with path.open("rb") as file:
        found = extract(method, file, KEYWORDS, ("i18n:",), options)
        for _line, message, comments, context in found:
            one, many = message if isinstance(message, tuple) else (message, "")
            yield Text(context or "", one, many, tuple(comments), path.relative_to(root).as_posix())


def needed(texts: Iterable[Text], language: str) -> dict[tuple[str, str], Text]:
    """The texts that a language must have, each once."""
    wanted = (text for text in texts if language != "easy" or not text.place.startswith(STAFF_ONLY))
    return {text.key: text for text in sorted(wanted, reverse=True)}


def missing(texts: Iterable[Text], language: str, catalogue: Catalog) -> list[Text]:
    """The texts that have no words yet in a language."""
    return [text for key, text in sorted(needed(texts, language).items()) if not said(catalogue, key)]


def said(catalogue: Catalog, key: tuple[str, str]) -> tuple[str, ...]:
    """The words that a catalogue has for a text; empty when it has none or not all plural forms."""
    message = catalogue.get(key[1], context=key[0] or None)
    if message is None:
        return ()
    words = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return words if all(words) else ()


def catalogue_text(texts: Iterable[Text], language: str, catalogue: Catalog) -> str:
    """A catalogue file with every needed text, the words it had, and gaps for those it has not."""
    parts = [header(language)]
    for key, text in sorted(needed(texts, language).items()):
        words = said(catalogue, key) or ("",) * (catalogue.num_plurals if text.many else 1)
        parts.append("\n".join(entry(text, words)))
    return "\n\n".join(parts) + "\n"


def header(language: str) -> str:
    """The head of a catalogue file: nothing in it changes from run to run."""
    plural = Catalog(locale=LOCALES[language]).plural_forms
    return f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plural}\\n"'


def entry(text: Text, words: tuple[str, ...]) -> Iterator[str]:
    """The lines of one text, never folded, so that two people's additions join without a clash."""
    yield from (f"#. {comment}" for comment in text.comments)
    if text.context:
        yield f"msgctxt {escape(text.context)}"
    yield f"msgid {escape(text.one)}"
    if not text.many:
        yield f"msgstr {escape(words[0])}"
        return
    yield f"msgid_plural {escape(text.many)}"
    yield from (f"msgstr[{number}] {escape(form)}" for number, form in enumerate(words))


def main() -> int:
    """Bring every catalogue up to date and name what is missing; 1 when something is."""
    texts = texts_of(ROOT)
    gaps = 0
    for language, path in FILES.items():
        catalogue = read_catalogue(language)
        path.write_text(catalogue_text(texts, language, catalogue), encoding="utf-8")
        lacking = missing(texts, language, catalogue)
        gaps += len(lacking)
        sys.stdout.writelines(f"{language}: {text.one!r} ({text.place}) has no words yet\n" for text in lacking)
    return 1 if gaps else 0


if __name__ == "__main__":
    raise SystemExit(main())
