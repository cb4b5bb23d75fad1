"""Which telephone, and who may see it?"""

from dataclasses import replace
from typing import ClassVar

from sqlalchemy.orm import Session
from wtforms import Form, RadioField, StringField
from wtforms.validators import Optional, ValidationError

from app.forms.choices import choices_of
from app.hosts.parts.checking import have_checked
from app.hosts.parts.part import Part, Said, Typed
from app.rendering.filters import phone as shown
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from core.access import Actor
from core.japanese.phone import PhoneNumberError, to_e164
from core.words import word
from directory.content import ContactEntry, ListingContent
from directory.content_rows import content_of
from directory.models.contact import Visibility
from directory.models.service import Service

VISIBILITIES = {
    Visibility.PUBLIC: word("住民のページに出す"),
    Visibility.OFFICE: word("出さない（役所が間に入る）"),
    Visibility.HIDDEN: word("だれにも伝えない"),
}


class Contacts(Part):
    """The telephone of each contact, and whether residents see it; a new number is checked by the office."""

    code: ClassVar[str] = "phone"
    title: ClassVar[str] = word("電話番号")
    icon: ClassVar[str] = "phone"
    hint: ClassVar[str] = word("「出さない」にすると、知りたい人は役所に電話します。役所から取り次ぎます。")

    def form(self, content: ListingContent, typed: Typed | None = None) -> Form:
        """One number and one choice for each contact."""
        return _form_class(_contacts(content))(typed)

    def after(self, content: ListingContent, form: Form) -> ListingContent:
        """The listing with these numbers; an empty contact is left out."""
        changed = [_typed(contact, form, place) for place, contact in enumerate(_contacts(content))]
        return replace(
            content, contacts=tuple(one for one in changed if one != ContactEntry(visibility=one.visibility))
        )

    def said(self, content: ListingContent) -> Said:
        """Each number with who sees it."""
        return [
            (one.name or _(self.title), f"{shown(one.phone or '') or _('なし')}　{_(VISIBILITIES[one.visibility])}")
            for one in _contacts(content)
        ]

    def write(self, session: Session, actor: Actor, service: Service, form: Form, after: ListingContent) -> bool:
        """Write it, and have a new number checked."""
        before = {one.phone for one in content_of(service).contacts}
        is_new = super().write(session, actor, service, form, after)
        if not before.issuperset({one.phone for one in after.contacts}):
            have_checked(session, actor, service, part=self.title)
        return is_new


def _contacts(content: ListingContent) -> tuple[ContactEntry, ...]:
    """The contacts, and an empty one where there is none."""
    return content.contacts or (ContactEntry(),)


def _form_class(contacts: tuple[ContactEntry, ...]) -> type[Form]:
    fields: dict[str, object] = {}
    for place, contact in enumerate(contacts):
        fields[f"phone_{place}"] = StringField(
            lazy("%(name)sの電話番号", name=contact.name) if contact.name else lazy("電話番号"),
            [Optional(), demand_number],
            default=shown(contact.phone or ""),
        )
        fields[f"visibility_{place}"] = RadioField(
            lazy("この番号を"),
            choices=choices_of((str(value), lazy(label)) for value, label in VISIBILITIES.items()),
            default=str(contact.visibility),
        )
    return type("ContactsForm", (Form,), fields)


def demand_number(_form: Form, field: StringField) -> None:
    """Refuse what nobody can dial."""
    try:
        to_e164(field.data or "")
    except PhoneNumberError as error:
        raise ValidationError(_("電話番号を確かめてください。例：0856-31-0000")) from error


def _typed(contact: ContactEntry, form: Form, place: int) -> ContactEntry:
    text = (form[f"phone_{place}"].data or "").strip()
    phone = contact.phone if text == shown(contact.phone or "") else to_e164(text) if text else None
    return replace(contact, phone=phone, visibility=Visibility(form[f"visibility_{place}"].data))
