"""How many newcomers are welcome now, and resting for a while."""

from dataclasses import replace
from typing import ClassVar

from sqlalchemy.orm import Session
from wtforms import DateField, Form, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.forms.choices import choices_of
from app.hosts.parts.part import UNKNOWN, Part, Said, Typed
from app.rendering.filters import full_day
from app.rendering.words import gettext as _
from app.rendering.words import lazy, ngettext
from core import clock
from core.access import Actor
from core.words import word
from directory import host_notices, listings
from directory.content import ListingContent
from directory.models.host_notice import NoticeKind
from directory.models.service import Service, ServiceStatus

USUAL = range(11)
MOST_LETTERS = 300
STATES = {
    ServiceStatus.ACTIVE: word("開いています"),
    ServiceStatus.SEASONAL: word("決まった季節に開いています"),
    ServiceStatus.PAUSED: word("しばらく休みです"),
    ServiceStatus.ENDED: word("終わりました"),
    ServiceStatus.DRAFT: word("まだ住民には見えません"),
}


class RoomForm(Form):
    """How many newcomers."""

    intake = RadioField(lazy("いま、新しい人を何人受け入れられますか"), [InputRequired(lazy("人数を選んでください。"))])


class Room(Part):
    """How many newcomers the host takes now."""

    code: ClassVar[str] = "intake"
    title: ClassVar[str] = word("新しい人の受け入れ")
    icon: ClassVar[str] = "people"
    hint: ClassVar[str] = word("住民のページには出ません。役所の担当だけが見ます。")

    def form(self, content: ListingContent, typed: Typed | None = None) -> RoomForm:
        """The form with a button for each number."""
        stated = content.intake_slots
        form = RoomForm(typed, data={"intake": "" if stated is None else str(stated)})
        numbers = sorted({*USUAL, stated or 0})
        form.intake.choices = choices_of([(str(number), room_words(number)) for number in numbers])
        return form

    def after(self, content: ListingContent, form: Form) -> ListingContent:
        """The listing with this number."""
        return replace(content, intake_slots=int(form["intake"].data))

    def said(self, content: ListingContent) -> Said:
        """The number, or that nobody has said."""
        return [(_(self.title), room_words(content.intake_slots))]

    def write(self, session: Session, actor: Actor, service: Service, _form: Form, after: ListingContent) -> bool:
        """State the number with today's date."""
        return listings.set_intake(session, actor, service, after.intake_slots) is not None


def room_words(number: int | None) -> str:
    """How many newcomers, in words; 0 is full."""
    if number is None:
        return _(UNKNOWN)
    return ngettext("%(num)s人まで", "%(num)s人まで", number) if number else _("いまは満員")


class PauseForm(Form):
    """Resting for a while."""

    resumes_on = DateField(
        lazy("いつごろまで休みますか"),
        [Optional()],
        description=lazy("決まっていないときは、空けておいてください。"),
    )
    status_note = TextAreaField(
        lazy("住民に見せることば"),
        [Optional(), Length(max=MOST_LETTERS, message=lazy("300文字までにしてください。"))],
        description=lazy("例：世話人の都合で、春まで休みます。"),
    )

    def validate_resumes_on(self, field: DateField) -> None:
        """A rest ends in the future."""
        if field.data and field.data <= clock.today():
            raise ValidationError(_("あしたより後の日を入れてください。"))


class Pause(Part):
    """A rest without losing the group: residents see it, and somebody of the office rings."""

    code: ClassVar[str] = "pause"
    title: ClassVar[str] = word("しばらく休みたい")
    icon: ClassVar[str] = "moon"
    hint: ClassVar[str] = word("休んでも、団体の登録はなくなりません。担当の者が、様子をうかがうために電話します。")
    button: ClassVar[str] = word("しばらく休みにする")

    def form(self, content: ListingContent, typed: Typed | None = None) -> PauseForm:
        """The form of a rest."""
        return PauseForm(typed, data={"resumes_on": content.resumes_on, "status_note": content.status_note})

    def after(self, content: ListingContent, form: Form) -> ListingContent:
        """The listing at rest."""
        note = (form["status_note"].data or "").strip()
        resumes_on = form["resumes_on"].data
        return replace(content, status=ServiceStatus.PAUSED, status_note=note, resumes_on=resumes_on)

    def said(self, content: ListingContent) -> Said:
        """Whether it runs, and until when not."""
        until = _("%(day)sまで", day=full_day(content.resumes_on)) if content.resumes_on else ""
        return [(_("いまの様子"), " ".join(filter(None, (_(STATES[content.status]), until, content.status_note))))]

    def write(self, session: Session, actor: Actor, service: Service, _form: Form, after: ListingContent) -> bool:
        """Let it rest, and let the office know that somebody should ring."""
        organization, words = service.organization, after.status_note
        revision = listings.set_status(session, actor, service, after.status, note=words, resumes_on=after.resumes_on)
        host_notices.give(session, actor, organization, NoticeKind.PAUSE, service=service, words=words)
        return revision is not None
