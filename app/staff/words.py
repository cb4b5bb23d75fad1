"""What do the case side's codes say on a page? States, follow-ups and ways of contact, in the reader's language."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from app.rendering import display, filters
from app.rendering.words import gettext as _
from app.rendering.words import ngettext
from casework import persons
from casework.models.person import Person
from core import clock
from core.words import word
from directory.inbox import Answer
from directory.taxonomy.kinds import Kind
from matching.criteria import registry as criteria
from matching.lifecycle import HOLDING, LABELS, SOFT_RESERVING, State

GENDERS: Final[Mapping[str, str]] = {"female": word("女性"), "male": word("男性"), "other": word("その他・答えない")}
CONTACT_MEANS: Final[Mapping[str, str]] = {
    "phone": word("電話"),
    "message": word("ショートメッセージ"),
    "mail": word("メール"),
    "letter": word("手紙"),
    "visit": word("訪問"),
    "through_family": word("家族をとおして"),
}
MODES: Final[Mapping[str, str]] = {
    "walk": word("歩く"),
    "bicycle": word("自転車"),
    "car": word("自分の車"),
    "lift": word("送迎"),
    "bus": word("バス"),
    "shared_taxi": word("乗合タクシー"),
}
ANSWERS: Final[Mapping[str, str]] = {
    Answer.YES: word("受け入れられます"),
    Answer.TALK: word("話を聞いてから決めます"),
    Answer.NO: word("今回はむずかしいです"),
}
WEEKDAYS: Final = (word("月"), word("火"), word("水"), word("木"), word("金"), word("土"), word("日"))
_INTERVAL: Final = re.compile(r"(\d+)_(day|week|month)s?(?:_\d+)?")


def state_name(state: str) -> str:
    """Where a match stands, in one word."""
    return _(LABELS[State(state)])


def state_kind(state: str) -> str:
    """How the label of a state looks (see the component status_label)."""
    if State(state) not in HOLDING | {State.PROPOSED}:
        return "over"
    return "open" if State(state) in SOFT_RESERVING | {State.PROPOSED} else "going"


def interval_name(step: str) -> str:
    """3日後, 1か月後: which of the table's follow-ups it is."""
    found = _INTERVAL.fullmatch(step)
    if found is None:
        return _("早めの確認")
    number, unit = int(found[1]), found[2]
    if unit == "day":
        return ngettext("%(num)s日後", "%(num)s日後", number)
    if unit == "week":
        return ngettext("%(num)s週間後", "%(num)s週間後", number)
    return ngettext("%(num)sか月後", "%(num)sか月後", number)


def lateness(due_on: date) -> tuple[str, str]:
    """3日おくれ, 今日まで, or the day: the words and the kind of a status label."""
    days = (clock.today() - due_on).days
    if days > 0:
        return ngettext("%(num)s日おくれ", "%(num)s日おくれ", days), "alert"
    if days == 0:
        return _("今日まで"), "going"
    return _("%(day)sまで", day=filters.day(due_on)), "open"


def kind_name(kind: Kind | None) -> str:
    """What a kind of place is called in the reader's language."""
    return kind.names.get(display.current().language, kind.name) if kind else ""


def age_of(person: Person) -> str:
    """75歳, or that nobody has asked."""
    if person.birth_date is None:
        return _("年齢は未確認")
    return _("%(age)s歳", age=persons.age_on(person.birth_date, clock.today()))


def contact_means_of(person: Person) -> str:
    """電話・手紙: how the person may be reached."""
    return "・".join(_(CONTACT_MEANS[means]) for means in person.contact_means if means in CONTACT_MEANS)


def criterion_name(key: str) -> str:
    """What a criterion of the score is called."""
    return _(criteria.BY_KEY[key].label) if key in criteria.BY_KEY else key


def answer_name(answer: str) -> str:
    """What a host has answered to an introduction."""
    return _(ANSWERS[Answer(answer)]) if Answer(answer) in ANSWERS else answer


def weekday_name(day: int) -> str:
    """水曜."""
    return _("%(day)s曜", day=_(WEEKDAYS[day]))
