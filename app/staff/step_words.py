"""What does the reason of a step say on a page? A code in words, a day as a day, words as they are."""

from datetime import date

from app.rendering import filters
from app.rendering.words import gettext as _
from matching import step_reasons


def reason_of(text: str) -> str:
    """The reason in the reader's language; 体調：膝の手術."""
    code, words = step_reasons.read(text)
    if code is None:
        return _day_or_words(text)
    label = _(step_reasons.LABELS[code])
    return _("%(reason)s：%(words)s", reason=label, words=words) if words else label


def _day_or_words(text: str) -> str:
    try:
        return filters.day(date.fromisoformat(text))
    except ValueError:
        return text
