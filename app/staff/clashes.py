"""What does somebody see whose form is older than the record? Both, side by side, and nothing is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Field, Form

from app.rendering.words import gettext as _

CONFLICT = 409
OWN_FIELDS = frozenset({"csrf_token", "idempotency_key", "version"})


@dataclass(frozen=True)
class Clash:
    """One field that differs: what is written now, and what was typed."""

    label: str
    now: str
    typed: str


def clash_page(now: Form, typed: Form, *, version: int, back: str) -> ResponseReturnValue:
    """Show what somebody else has written beside what was typed; one press keeps the typed."""
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in OWN_FIELDS]
    words = {"clashes": list(clashes_of(now, typed)), "sent": sent, "version": version, "back": back}
    return render_template("staff/clash.html", action=request.path, **words), CONFLICT


def clashes_of(now: Form, typed: Form) -> Iterator[Clash]:
    """The fields in which the two differ."""
    for field in typed:
        before, after = words_of(now[field.name]), words_of(field)
        if before != after:
            yield Clash(str(field.label.text), before, after)


def words_of(field: Field) -> str:
    """What a field says, as a reader would read it."""
    if hasattr(field, "iter_choices"):
        chosen = [str(choice[1]) for choice in field.iter_choices() if choice[2]]
        return "・".join(chosen) or _("なし")
    said = field._value() if hasattr(field, "_value") else field.data  # noqa: SLF001 -- WTForms' own name for it
    return str(said or _("なし"))
