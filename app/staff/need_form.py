"""What does a coordinator fill in about wishes, strengths and limits? Boxes first; nothing ticked means: not asked."""

import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Final

from flask import request
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional

from app.forms.choices import choices_of
from app.rendering import filters
from app.rendering.words import lazy
from app.staff.parts_of_day import PARTS, SLOTS, slots_of, spans_of
from app.staff.words import MODES, WEEKDAYS, kind_name
from casework.models.person import Person
from core.facts import Fact
from directory import organizations
from directory.districts import list_districts
from directory.fact_keys import BY_CODE
from directory.taxonomy.kinds import list_kinds
from matching import needs
from matching.criteria.goal import GOAL_STEPS
from matching.needs import Avoid, NeedDetails, Safety, Span
from matching.types import Comfort

NOT_ASKED: Final = ""
MINUTES: Final = (10, 15, 20, 30, 45, 60, 90)
NEEDED_FACTS: Final = (
    *("step_free", "wheelchair", "accessible_toilet", "slope_elevator", "ostomate_toilet", "parking"),
    *("visit_possible", "companion_welcome", "transport_assistance", "written_communication", "captions"),
    *("braille_reading", "assistance_dog", "children_welcome", "nursing_room"),
)
"""The answers of a place that a person may not be able to do without."""
ANSWERS: Final = choices_of(
    [(Fact.UNKNOWN.value, lazy("未確認")), (Fact.YES.value, lazy("いる")), (Fact.NO.value, lazy("いない"))]
)
TALKED_OVER: Final = choices_of(
    [
        (Fact.UNKNOWN.value, lazy("まだ話し合っていない")),
        (Fact.YES.value, lazy("話し合って、行けることにした")),
        (Fact.NO.value, lazy("行かないことにした")),
    ]
)
BETWEEN_WORDS: Final = re.compile(r"[、,，\s]+")


class NeedForm(Form):
    """The person's own words, then wishes, strengths and limits."""

    own_words = TextAreaField(
        lazy("本人のことば"), description=lazy("言ったとおりに。どの画面でもいちばん上に出ます。")
    )
    wishes = SelectMultipleField(lazy("してみたいこと"), choices=[])
    wish_words = StringField(lazy("してみたいこと（ほかのことば）"), description=lazy("「、」で区切ってください。"))
    strengths = SelectMultipleField(lazy("得意なこと"), choices=[])
    strength_words = StringField(lazy("得意なこと（ほかのことば）"))
    goal_step = RadioField(
        lazy("めざす一歩"), choices=choices_of([(NOT_ASKED, lazy("まだ決めていない")), *GOAL_STEPS.items()]), default=""
    )
    available = SelectMultipleField(
        lazy("行ける時間"),
        choices=choices_of((slot, slot) for slot in SLOTS),
        description=lazy("しるしがなければ「未確認」です。"),
    )
    modes = SelectMultipleField(
        lazy("行き方"),
        choices=choices_of((code, lazy(text)) for code, text in MODES.items()),
        description=lazy("しるしがなければ「未確認」です。"),
    )
    travel_minutes = SelectField(lazy("片道にかけられる時間"), choices=[])
    needs = SelectMultipleField(lazy("なくては困る設備や配慮"), choices=[])
    fee_limit_yen = IntegerField(
        lazy("1回に出せるお金（円）"),
        [Optional(), NumberRange(min=0)],
        description=lazy("空なら上限なし。無料だけなら0。"),
    )
    comforts = SelectMultipleField(lazy("場の雰囲気"), choices=[])
    avoid_kinds = SelectMultipleField(lazy("避けたい種類"), choices=[])
    avoid_organizations = SelectMultipleField(lazy("避けたい団体"), choices=[])
    avoid_also = SelectField(lazy("避けたい団体を加える"), choices=[])
    avoid_words = StringField(
        lazy("避けたいことば"), description=lazy("例：犬、お酒。「、」で区切ってください。わけは書かないでください。")
    )

    nearest_stop = StringField(lazy("家の近くのバス停"), description=lazy("例：見本役場前。聞いたとおりに。"))
    stop_minutes = IntegerField(lazy("バス停まで歩く時間（分）"), [Optional(), NumberRange(min=0, max=60)])
    has_companion = RadioField(lazy("はじめに付き添う人"), choices=ANSWERS, default=Fact.UNKNOWN.value)
    apart_from = SelectMultipleField(lazy("同じ場所にしない人"), choices=[])
    apart_also = SelectField(lazy("同じ場所にしない人を加える"), choices=[])
    excluded_by = SelectMultipleField(lazy("受け入れられないと言った団体"), choices=[])
    excluded_also = SelectField(lazy("受け入れられないと言った団体を加える"), choices=[])
    hides_name = BooleanField(lazy("名前や写真を外に出さない場だけにする"))
    unsafe_districts = SelectMultipleField(
        lazy("行かない地区"), choices=[], description=lazy("ここに印をつけた地区は、候補に出ません。")
    )
    may_be_with_children = RadioField(lazy("子どもが来る場に行くこと"), choices=TALKED_OVER, default=Fact.UNKNOWN.value)

    def details(self, before: NeedDetails, tags: Iterable[str]) -> NeedDetails:
        """What was filled in; hours that the boxes cannot say stay as they were while the boxes do."""
        known = frozenset(tags)
        minutes = self.travel_minutes.data
        return NeedDetails(
            own_words=self.own_words.data or "",
            wishes=[*(tag for tag in self.wishes.data or () if tag in known), *words_of(self.wish_words.data)],
            strengths=self.strengths.data or (),
            strength_words=self.strength_words.data or "",
            goal_step=self.goal_step.data or None,
            available=_spans(self.available.data or (), before.available),
            modes=self.modes.data or None,
            travel_minutes=int(minutes) if minutes else None,
            needs=self.needs.data or (),
            fee_limit_yen=self.fee_limit_yen.data,
            comforts=self.comforts.data or (),
            avoid=self._avoid(before.avoid),
            nearest_stop=self.nearest_stop.data or "",
            stop_minutes=self.stop_minutes.data,
            has_companion=Fact(self.has_companion.data),
            excluded_by=[*(self.excluded_by.data or ()), *filter(None, [self.excluded_also.data])],
            safety=self._safety(),
        )

    def wanted_apart(self) -> list[uuid.UUID]:
        """The people who must not be met, as ticked or added."""
        return [uuid.UUID(key) for key in (*(self.apart_from.data or ()), self.apart_also.data) if key]

    def _safety(self) -> Safety:
        return Safety(
            hides_name=bool(self.hides_name.data),
            districts=self.unsafe_districts.data or (),
            may_be_with_children=Fact(self.may_be_with_children.data),
        )

    def _avoid(self, before: Avoid) -> Avoid:
        also = [self.avoid_also.data] if self.avoid_also.data else []
        return Avoid(
            kinds=self.avoid_kinds.data or (),
            organizations=[*(self.avoid_organizations.data or ()), *also],
            services=before.services,
            words=words_of(self.avoid_words.data),
        )


def form_of(session: Session, details: NeedDetails, values: MultiDict[str, str] | None = None) -> NeedForm:
    """The form with what was sent, else with what is written."""
    sent = values if values is not None else request.form
    tags = sorted(needs.known_tags(session))
    form = NeedForm(sent or None, data=written(details, tags))
    form.wishes.choices = choices_of(_pairs(tags))
    form.strengths.choices = choices_of(_pairs(dict.fromkeys([*tags, *details.strengths])))
    form.travel_minutes.choices = choices_of(_minutes(details.travel_minutes))
    form.needs.choices = choices_of(_facts([*NEEDED_FACTS, *details.needs]))
    form.comforts.choices = choices_of(_facts(comfort.value for comfort in Comfort))
    form.avoid_kinds.choices = choices_of((kind.code, kind_name(kind)) for kind in list_kinds(session))
    form.unsafe_districts.choices = choices_of((one.code, one.name) for one in list_districts(session))
    _offer_organizations(session, form, details)
    return form


def offer_people(form: NeedForm, apart: Sequence[Person], others: Sequence[Person], *, is_sent: bool) -> None:
    """Those who are kept apart already as boxes, the coordinator's others in a list."""
    form.apart_from.choices = choices_of((str(one.id), one.name) for one in apart)
    kept = {one.id for one in apart}
    named = [(str(one.id), one.name) for one in others if one.id not in kept]
    form.apart_also.choices = choices_of([(NOT_ASKED, lazy("えらばない")), *named])
    if not is_sent:
        form.apart_from.data = [str(one.id) for one in apart]


def written(details: NeedDetails, tags: Sequence[str]) -> dict[str, object]:
    """What is written, by the names of the fields."""
    return {
        "own_words": details.own_words,
        "wishes": [wish for wish in details.wishes if wish in tags],
        "wish_words": "、".join(wish for wish in details.wishes if wish not in tags),
        "strengths": list(details.strengths),
        "strength_words": details.strength_words,
        "goal_step": details.goal_step or NOT_ASKED,
        "available": slots_of(details.available or ()),
        "modes": list(details.modes or ()),
        "travel_minutes": str(details.travel_minutes or NOT_ASKED),
        "needs": list(details.needs),
        "fee_limit_yen": details.fee_limit_yen,
        "comforts": list(details.comforts),
        "avoid_kinds": list(details.avoid.kinds),
        "avoid_organizations": list(details.avoid.organizations),
        "avoid_also": NOT_ASKED,
        "avoid_words": "、".join(details.avoid.words),
        "nearest_stop": details.nearest_stop,
        "stop_minutes": details.stop_minutes,
        "has_companion": details.has_companion.value,
        "apart_also": NOT_ASKED,
        "excluded_by": list(details.excluded_by),
        "excluded_also": NOT_ASKED,
        "hides_name": details.safety.hides_name,
        "unsafe_districts": list(details.safety.districts),
        "may_be_with_children": details.safety.may_be_with_children.value,
    }


def words_of(text: str | None) -> list[str]:
    """The words of a line, parted by commas or spaces."""
    return [part for part in BETWEEN_WORDS.split(text or "") if part]


def week_rows() -> list[tuple[str, list[tuple[str, str]]]]:
    """The boxes of the week: each weekday with its parts of the day, for the template."""
    return [(WEEKDAYS[day], [(f"{day}-{part.code}", part.name) for part in PARTS]) for day in range(len(WEEKDAYS))]


def _spans(slots: Sequence[str], before: Sequence[Span] | None) -> Sequence[Span] | None:
    if not slots:
        return None
    if before and set(slots) == set(slots_of(before)):
        return before
    return spans_of(slots)


def _pairs(words: Iterable[str]) -> list[tuple[str, object]]:
    return [(text, text) for text in words]


def _facts(codes: Iterable[str]) -> list[tuple[str, object]]:
    known = [BY_CODE[code] for code in dict.fromkeys(codes) if code in BY_CODE]
    return [(key.code, lazy(key.yes)) for key in known]


def _minutes(chosen: int | None) -> list[tuple[str, object]]:
    minutes = sorted({*MINUTES, *([chosen] if chosen else [])})
    return [(NOT_ASKED, lazy("未確認")), *((str(one), filters.duration(one)) for one in minutes)]


def _offer_organizations(session: Session, form: NeedForm, details: NeedDetails) -> None:
    """Those that are avoided already as boxes, the others in a list."""
    rows = organizations.list_by_name(session)
    for boxes, also, chosen in (
        (form.avoid_organizations, form.avoid_also, details.avoid.organizations),
        (form.excluded_by, form.excluded_also, details.excluded_by),
    ):
        boxes.choices = choices_of((str(row.id), row.name) for row in rows if str(row.id) in chosen)
        others = [(str(row.id), row.name) for row in rows if str(row.id) not in chosen]
        also.choices = choices_of([(NOT_ASKED, lazy("えらばない")), *others])
