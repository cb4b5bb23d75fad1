"""What newcomers read, what it costs, and where it is."""

from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy.orm import Session
from wtforms import Form, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.hosts.parts.checking import have_checked
from app.hosts.parts.part import UNKNOWN, Part, Said, Typed
from app.rendering.filters import yen
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from core.access import Actor
from core.words import word
from directory.content import ListingContent, ListingPlace
from directory.models.service import Service

MOST_LETTERS = 600
MOST_YEN = 100_000
PLACE_FIELDS = ("name", "address", "landmark", "nearest_stop", "parking")
LONG = Length(max=MOST_LETTERS, message=lazy("600文字までにしてください。"))
SHORT = Length(max=120, message=lazy("120文字までにしてください。"))


class FirstVisitForm(Form):
    """Words for somebody who comes for the first time."""

    first_visit = TextAreaField(lazy("初めての方へのことば"), [Optional(), LONG])


class FirstVisit(Part):
    """What somebody reads who has never been there."""

    code: ClassVar[str] = "first-visit"
    title: ClassVar[str] = word("初めての方へ")
    icon: ClassVar[str] = "heart"
    hint: ClassVar[str] = word("例：「玄関で声をかけてください。見学だけでもかまいません。動きやすい服でどうぞ。」")

    def form(self, content: ListingContent, typed: Typed | None = None) -> FirstVisitForm:
        """The form of the words."""
        return FirstVisitForm(typed, data={"first_visit": content.first_visit})

    def after(self, content: ListingContent, form: Form) -> ListingContent:
        """The listing with these words."""
        return replace(content, first_visit=(form["first_visit"].data or "").strip())

    def said(self, content: ListingContent) -> Said:
        """The words themselves."""
        return [(_(self.title), content.first_visit or _("まだありません"))]


class FeeForm(Form):
    """What a visit costs."""

    fee_yen = IntegerField(
        lazy("1回の費用（円）"),
        [Optional(), NumberRange(min=0, max=MOST_YEN, message=lazy("0から100000までの数を入れてください。"))],
        description=lazy("無料のときは 0 を入れてください。"),
    )
    fees_description = StringField(
        lazy("費用の説明"), [Optional(), SHORT], description=lazy("例：お茶代。保険料は年500円。")
    )


class Fee(Part):
    """What a visit costs."""

    code: ClassVar[str] = "fee"
    title: ClassVar[str] = word("費用")
    icon: ClassVar[str] = "yen"

    def form(self, content: ListingContent, typed: Typed | None = None) -> FeeForm:
        """The form of the fee."""
        return FeeForm(typed, data={"fee_yen": content.fee_yen, "fees_description": content.fees_description})

    def after(self, content: ListingContent, form: Form) -> ListingContent:
        """The listing with this fee."""
        words = (form["fees_description"].data or "").strip()
        return replace(content, fee_yen=form["fee_yen"].data, fees_description=words)

    def said(self, content: ListingContent) -> Said:
        """The sum and the words about it."""
        amount = _(UNKNOWN) if content.fee_yen is None else yen(content.fee_yen)
        return [(_(self.title), " ".join(filter(None, (amount, content.fees_description))))]


class PlaceForm(Form):
    """Where it is, and how one finds it."""

    name = StringField(lazy("会場の名前"), [InputRequired(lazy("会場の名前を入れてください。")), SHORT])
    address = StringField(lazy("住所"), [Optional(), SHORT])
    landmark = StringField(lazy("目印"), [Optional(), SHORT], description=lazy("例：赤い屋根の郵便局のとなり"))
    nearest_stop = StringField(lazy("近くのバス停・駅"), [Optional(), SHORT])
    parking = StringField(lazy("駐車場"), [Optional(), SHORT], description=lazy("例：5台。満車のときは公民館へ。"))


class Place(Part):
    """Where it is; a new address is checked by the office."""

    code: ClassVar[str] = "place"
    title: ClassVar[str] = word("場所と目印")
    icon: ClassVar[str] = "pin"

    def form(self, content: ListingContent, typed: Typed | None = None) -> PlaceForm:
        """The form of the place."""
        place = content.place or ListingPlace()
        return PlaceForm(typed, data={name: getattr(place, name) for name in PLACE_FIELDS})

    def after(self, content: ListingContent, form: Form) -> ListingContent:
        """The listing at this place; its position on the map is doubtful once the address is another."""
        place = content.place or ListingPlace()
        typed: dict[str, Any] = {name: (form[name].data or "").strip() for name in PLACE_FIELDS}  # Any: for replace
        is_doubtful = place.is_position_doubtful or typed["address"] != place.address
        return replace(content, place=replace(place, is_position_doubtful=is_doubtful, **typed))

    def said(self, content: ListingContent) -> Said:
        """What is known of the place, line by line."""
        place = content.place or ListingPlace()
        labels = (_("会場"), _("住所"), _("目印"), _("近くのバス停・駅"), _("駐車場"))
        return [(label, getattr(place, name)) for label, name in zip(labels, PLACE_FIELDS, strict=True)]

    def write(self, session: Session, actor: Actor, service: Service, form: Form, after: ListingContent) -> bool:
        """Write it, and have a new address checked."""
        before = service.location.address if service.location else ""
        is_new = super().write(session, actor, service, form, after)
        if after.place is not None and after.place.address != before:
            have_checked(session, actor, service, part=self.title)
        return is_new
