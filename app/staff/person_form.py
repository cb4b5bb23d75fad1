"""What does a coordinator fill in about a person? One form for registering and for changing."""

import uuid
from typing import Final

from flask import request
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from app.forms.choices import choices_of
from app.forms.era_dates import EraDateField
from app.rendering.words import lazy
from app.staff.words import CONTACT_MEANS, GENDERS
from casework.models.consent import ConsentMethod
from casework.models.person import Person
from casework.persons import PersonDetails
from core.words import word
from directory.districts import list_districts

MISSING = lazy("入力してください。")
NOT_ASKED: Final = ""
METHODS: Final = {
    ConsentMethod.SPOKEN: word("口頭で（対面）"),
    ConsentMethod.PHONE: word("電話で"),
    ConsentMethod.SIGNED: word("署名で"),
}


class PersonForm(Form):
    """Who the person is, and how they are reached safely."""

    name = StringField(lazy("名前"), [InputRequired(MISSING)])
    name_kana = StringField(lazy("名前の読み"), [InputRequired(MISSING)], description=lazy("ひらがなで"))
    nickname = StringField(
        lazy("呼び名"),
        [InputRequired(MISSING)],
        description=lazy("受け入れ先には、この呼び名だけを伝えます。本当の名前がわからないものにしてください。"),
    )
    birth_date = EraDateField(lazy("生年月日"), description=lazy("例：昭和26年3月4日、S26.3.4、1951-03-04"))
    gender = RadioField(
        lazy("性別"),
        choices=choices_of(
            [(NOT_ASKED, lazy("聞いていない")), *((code, lazy(text)) for code, text in GENDERS.items())]
        ),
        default=NOT_ASKED,
        description=lazy("性別を限った集まりのときにだけ使います。"),
    )
    district_id = SelectField(lazy("地区"), choices=[])
    contact_means = SelectMultipleField(
        lazy("連絡のとり方"), choices=choices_of((code, lazy(text)) for code, text in CONTACT_MEANS.items())
    )
    safe_contact = TextAreaField(
        lazy("安全な連絡のとり方"),
        description=lazy("いつ、だれに、どう連絡すればよいか。暗号にして保管します。"),
    )
    phone = StringField(lazy("電話番号"))
    address = StringField(lazy("住所"))

    def details(self, *, is_another_person: bool = False) -> PersonDetails:
        """What was filled in, as the domain takes it."""
        return PersonDetails(
            name=self.name.data or "",
            name_kana=self.name_kana.data or "",
            nickname=self.nickname.data or "",
            birth_date=self.birth_date.data,
            gender=self.gender.data or None,
            district_id=uuid.UUID(self.district_id.data) if self.district_id.data else None,
            address=self.address.data,
            phone=self.phone.data,
            safe_contact=self.safe_contact.data,
            contact_means=self.contact_means.data or (),
            is_another_person=is_another_person,
        )


class RegisterForm(PersonForm):
    """A new person, with what they agreed to at the first talk."""

    agreed = RadioField(
        lazy("支援の同意"),
        choices=choices_of(
            [(NOT_ASKED, lazy("まだ聞いていない")), *((method.value, lazy(text)) for method, text in METHODS.items())]
        ),
        default=NOT_ASKED,
        description=lazy("下の文を読み上げるか、見せてから、本人の返事を記録します。"),
    )
    is_another_person = BooleanField(lazy("確かめました。別の人です"))


def empty_form(session: Session) -> RegisterForm:
    """The form for registering, filled with what was sent."""
    form = RegisterForm(request.form)
    form.district_id.choices = choices_of(districts_of(session))
    return form


def form_of(session: Session, person: Person, values: MultiDict[str, str] | None = None) -> PersonForm:
    """The form for changing: what was sent, else what is written."""
    sent = values if values is not None else request.form
    form = PersonForm(sent or None, data=written(person))
    form.district_id.choices = choices_of(districts_of(session))
    return form


def written(person: Person) -> dict[str, object]:
    """What is written about a person, by the names of the fields."""
    names = ("name", "name_kana", "nickname", "birth_date", "address", "phone", "safe_contact", "contact_means")
    kept = {name: getattr(person, name) for name in names}
    return {**kept, "gender": person.gender or NOT_ASKED, "district_id": str(person.district_id or "")}


def districts_of(session: Session) -> list[tuple[str, object]]:
    """The districts to choose from, and none."""
    named = [(str(district.id), district.name) for district in list_districts(session)]
    return [("", lazy("聞いていない")), *named]
