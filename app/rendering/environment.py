"""What do all templates know? Installs words, filters and the frame into the application's template environment."""

from collections.abc import Callable

from flask import Flask, Response
from flask_babel import Babel
from jinja2 import StrictUndefined

from app.rendering import assets, display, words
from app.rendering.filters import FILTERS
from app.rendering.frame import Frame


def install(app: Flask, frame: Callable[[], Frame]) -> None:
    """Give the application its words, filters and frame; an unknown template variable is an error."""
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.filters.update(FILTERS)
    env.globals.update(languages=languages)
    Babel(app, default_locale="ja", default_timezone="Asia/Tokyo", locale_selector=locale, configure_jinja=False)
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext, npgettext=words.npgettext
    )
    app.context_processor(lambda: {"display": display.current(), "site": frame()})
    assets.install(app)
    app.after_request(vary)


def locale() -> str:
    """The locale of the messages that libraries bring (WTForms)."""
    return display.current().lang


def languages() -> tuple[tuple[str, str, str], ...]:
    """Every language of the menu: choice, language tag, its name in its own script."""
    return tuple((choice, lang, name) for choice, (lang, name) in display.LANGUAGES.items())


def vary(response: Response) -> Response:
    """Tell caches that a page depends on the display cookie."""
    if response.mimetype == "text/html":
        response.vary.add("Cookie")
    return response
