"""How does this reader want pages to look and speak? One cookie of plain words, set by the display bar only."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields, replace
from typing import Self
from urllib.parse import parse_qsl, urlencode

from flask import g, has_request_context, request
from markupsafe import Markup

COOKIE = "display"
LANGUAGES = {"ja": ("ja", "日本語"), "easy": ("ja", "やさしい日本語"), "en": ("en", "English")}
"""By choice: the language tag of the page, and the choice's name in its own script."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": tuple(LANGUAGES),
    "text": ("normal", "large", "xlarge"),
    "colour": ("normal", "dark", "soft"),
    "furigana": ("off", "on"),
    "font": ("normal", "wide"),
}
"""What can be chosen; the first of each is what a reader gets who chose nothing."""


@dataclass(frozen=True)
class Display:
    """One reader's choices; each field holds one of its CHOICES."""

    language: str = "ja"
    text: str = "normal"
    colour: str = "normal"
    furigana: str = "off"
    font: str = "normal"

    @classmethod
    def of(cls, choices: Mapping[str, str]) -> Self:
        """The display that the choices name; what is unknown is left as it comes."""
        return cls(**{name: choices[name] for name, values in CHOICES.items() if choices.get(name) in values})

    @classmethod
    def of_cookie(cls, value: str) -> Self:
        """The display that a cookie holds."""
        return cls.of(dict(parse_qsl(value)))

    @property
    def cookie(self) -> str:
        """What the cookie holds: only what differs from the usual, nothing that tells readers apart."""
        return urlencode({f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default})

    @property
    def lang(self) -> str:
        """The language tag of pages."""
        return LANGUAGES[self.language][0]

    @property
    def attributes(self) -> Markup:
        """The attributes of <html> by which the style sheets know the choices."""
        names = [name for name in CHOICES if name != "language"]
        pairs = Markup("").join(Markup(' data-{}="{}"').format(name, getattr(self, name)) for name in names)
        return pairs + Markup(' data-words="{}"').format(self.language)

    def changed_by(self, choices: Mapping[str, str]) -> "Display":
        """The display after the reader pressed something in the display bar."""
        return Display.of({**asdict(self), **{k: v for k, v in choices.items() if v in CHOICES.get(k, ())}})


USUAL = Display()
_spoken: ContextVar[Display | None] = ContextVar("spoken", default=None)


def current() -> Display:
    """The display of this request; outside of one the usual, or what `speaking` says."""
    spoken = _spoken.get()
    if spoken is not None:
        return spoken
    if not has_request_context():
        return USUAL
    if "display" not in g:
        g.display = of_request()
    display: Display = g.display
    return display


def of_request() -> Display:
    """The display that cookie and ?lang= of the request name; ?lang= is for this page only."""
    kept = Display.of_cookie(request.cookies.get(COOKIE, ""))
    return kept.changed_by({"language": request.args.get("lang", "")})


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak one language for a while, whatever the request says: mails, papers, tests."""
    token = _spoken.set(replace(current(), language=language))
    try:
        yield
    finally:
        _spoken.reset(token)
