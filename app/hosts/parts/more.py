"""What to bring, who cannot come, and whatever else the town asks of its listings."""

from dataclasses import replace
from typing import ClassVar

from wtforms import Form, TextAreaField
from wtforms.validators import Length, Optional

from app import requests
from app.hosts.parts.part import Part, Said, Typed
from app.rendering import display
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from core.words import word
from directory.added_fields import AddedField, fields_of
from directory.content import ListingContent

MOST_LETTERS = 600
BRING = word("持ち物")
EXCLUDED = word("参加できない方")


class More(Part):
    """What to bring, who cannot come, and the town's own fields."""

    code: ClassVar[str] = "more"
    title: ClassVar[str] = word("持ち物と参加できない方")
    icon: ClassVar[str] = "info"
    hint: ClassVar[str] = word("ないときは、空のままでかまいません。")

    def form(self, content: ListingContent, typed: Typed | None = None) -> Form:
        """The form of these words, with a field for each question of the town."""
        known = {"what_to_bring": content.what_to_bring, "exclusion_description": content.exclusion_description}
        return _form_class()(typed, data={**content.added_fields, **known})

    def after(self, content: ListingContent, form: Form) -> ListingContent:
        """The listing with these words; answers to questions that are asked no longer stay."""
        own = {one.code: _typed(form, one.code) for one in _asked()}
        return replace(
            content,
            what_to_bring=_typed(form, "what_to_bring"),
            exclusion_description=_typed(form, "exclusion_description"),
            added_fields={code: words for code, words in {**content.added_fields, **own}.items() if words},
        )

    def said(self, content: ListingContent) -> Said:
        """The words, line by line."""
        nothing = _("まだありません")
        own = [(_label(one), content.added_fields.get(one.code) or nothing) for one in _asked()]
        known = [(_(BRING), content.what_to_bring), (_(EXCLUDED), content.exclusion_description)]
        return [*((label, words or nothing) for label, words in known), *own]


def _form_class() -> type[Form]:
    fields = {
        "what_to_bring": _field(lazy(BRING), lazy("例：飲み物、上ばき")),
        "exclusion_description": _field(lazy(EXCLUDED), lazy("例：医師に運動を止められている方")),
        **{one.code: _field(_label(one)) for one in _asked()},
    }
    return type("MoreForm", (Form,), fields)


def _field(label: str, example: str = "") -> TextAreaField:
    too_long = Length(max=MOST_LETTERS, message=lazy("600文字までにしてください。"))
    return TextAreaField(label, [Optional(), too_long], description=example)


def _asked() -> tuple[AddedField, ...]:
    return fields_of(requests.municipality())


def _label(one: AddedField) -> str:
    return one.label_in(display.current().language)


def _typed(form: Form, name: str) -> str:
    return (form[name].data or "").strip()
