"""Four questions, one at a time, then a few places: for whoever does not know what to look for. No script."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, SelectField

from app import requests
from app.access import public as open_to_all
from app.forms.choices import choices_of
from app.public.blueprint import public
from app.public.cards import cards_of
from app.public.condition_words import Speaker
from app.public.finding import find, find_ids
from app.public.search_form import Asked, read_search
from app.public.search_help import help_of
from app.public.search_words import address_of
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from core.words import word
from directory.districts import districts_by_code
from directory.models.district import District
from directory.search.criteria import SearchCriteria
from directory.search.guided import WORDS
from directory.taxonomy.kinds import Kind, kinds_by_code

ANY: Final = "any"
MOST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what it says, its drawing, and what it adds to the search."""

    text: str
    icon: str
    words: str = ""
    kinds: tuple[str, ...] = ()
    radius: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers by name; ANY is among them."""

    text: str
    short: str
    choices: Mapping[str, Choice] = field(default_factory=dict)


WHAT, WHEN, REACH, WHO = "what", "when", "reach", "who"
QUESTIONS: Final[Mapping[str, Question]] = {
    WHAT: Question(
        word("何がしたいですか"),
        word("何"),
        {
            "move": Choice(word("体を動かしたい"), "exercise", words=WORDS["move"]),
            "talk": Choice(word("だれかと話したい"), "cup", kinds=("kayoinoba", "ninchisho_cafe")),
            "eat": Choice(word("いっしょに食べたい"), "food", words=WORDS["eat"]),
            "child": Choice(word("子どもを遊ばせたい"), "child", kinds=("kosodate_kyoten",)),
            "make": Choice(word("趣味を楽しみたい"), "leaf", words=WORDS["make"]),
            "help": Choice(word("だれかの力になりたい"), "hands", kinds=("volunteer_work",)),
            "shop": Choice(
                word("買い物や外出に困っている"), "cart", kinds=("kaimono", "mobile_shop", "haishoku", "kotsu")
            ),
            "ask": Choice(word("相談したい"), "talk", kinds=("soudan",)),
            ANY: Choice(word("まだ決めていない"), "search"),
        },
    ),
    WHEN: Question(
        word("いつがよいですか"),
        word("いつ"),
        {
            "today": Choice(word("今日"), "clock", words=WORDS["today"]),
            "tomorrow": Choice(word("明日"), "clock", words=WORDS["tomorrow"]),
            "morning": Choice(word("平日の午前"), "calendar", words=WORDS["morning"]),
            "afternoon": Choice(word("平日の午後"), "calendar", words=WORDS["afternoon"]),
            "weekend": Choice(word("土曜・日曜"), "calendar", words=WORDS["weekend"]),
            "evening": Choice(word("夜"), "clock", words=WORDS["evening"]),
            ANY: Choice(word("いつでもよい"), "done"),
        },
    ),
    REACH: Question(
        word("どこまで行けますか"),
        word("どこまで"),
        {
            "2": Choice(word("歩いて行けるところ"), "walk", radius="2"),
            "5": Choice(word("自転車やバスで行けるところ"), "bus", radius="5"),
            "10": Choice(word("車で行けるところ"), "car", radius="10"),
            "lift": Choice(word("送り迎えのあるところ"), "car", words=WORDS["lift"]),
            ANY: Choice(word("どこでもよい"), "done"),
        },
    ),
    WHO: Question(
        word("だれと行きますか"),
        word("だれと"),
        {
            "alone": Choice(word("ひとりで"), "person"),
            "child": Choice(word("子どもと"), "child", words=WORDS["child"]),
            "companion": Choice(word("付き添いの人と"), "people", words=WORDS["companion"]),
            "wheelchair": Choice(word("車いすで"), "step_free", words=WORDS["wheelchair"]),
            ANY: Choice(word("決めていない"), "done"),
        },
    ),
}
"""The questions in their order."""


class ReachForm(Form):
    """Where one sets out, and how far one goes."""

    near = SelectField(lazy("どこから"), description=lazy("歩く・自転車・車で行くときに選んでください。"))
    reach = RadioField(lazy("どこまで"))


@dataclass(frozen=True)
class Answers:
    """What has been answered so far, by question; `near` is the district one sets out from, or empty."""

    chosen: Mapping[str, str]
    near: str = ""

    @property
    def next_question(self) -> str:
        """The first question without an answer; empty when all have one."""
        return next((key for key in QUESTIONS if key not in self.chosen), "")

    def address(self, **more: str) -> str:
        """The page with these answers and some more."""
        near = {"near": self.near} if self.near and REACH in self.chosen else {}
        query = urlencode({**self.chosen, **near, **more})
        return url_for("public.guide") + (f"?{query}" if query else "")

    def without(self, key: str) -> "Answers":
        """The same with one question open again, and those behind it kept."""
        return Answers({name: value for name, value in self.chosen.items() if name != key}, self.near)

    def search(self, **more: str) -> "MultiDict[str, str]":
        """The search that these answers stand for, with some more of them."""
        choices = [QUESTIONS[key].choices[value] for key, value in {**self.chosen, **more}.items()]
        pairs = [("q", " ".join(filter(None, (one.words for one in choices))))]
        pairs += [("kind", kind) for one in choices for kind in one.kinds]
        if self.near:
            pairs += [pair for one in choices if one.radius for pair in (("near", self.near), ("radius", one.radius))]
        return MultiDict(pairs)


@dataclass(frozen=True)
class Town:
    """What a search is read with."""

    kinds: Mapping[str, Kind]
    districts: Mapping[str, District]

    def asked(self, query: "MultiDict[str, str]") -> Asked:
        """The search of a query."""
        return read_search(query, self.kinds, self.districts)

    def criteria(self, query: "MultiDict[str, str]") -> SearchCriteria:
        """The criteria of a query."""
        return self.asked(query).criteria(self.districts)


@public.get("/guide", endpoint="guide")
@open_to_all
def show_guide() -> ResponseReturnValue:
    """Ask the next question, or show a few places when all are answered."""
    session = requests.session()
    town = Town(kinds_by_code(session), districts_by_code(session))
    answers = _answers(request.args, town)
    key = answers.next_question
    return _question(answers, key, town) if key else _places(answers, town)


def _answers(query: "MultiDict[str, str]", town: Town) -> Answers:
    chosen = {key: query[key] for key, question in QUESTIONS.items() if query.get(key) in question.choices}
    near = query.get("near", "")
    return Answers(chosen, near if near in town.districts else "")


def _question(answers: Answers, key: str, town: Town) -> ResponseReturnValue:
    order = list(QUESTIONS)
    back = next((before for before, after in pairwise(order) if after == key), "")
    counts = {value: _count(town, answers.search(**{key: value})) for value in QUESTIONS[key].choices}
    return render_template(
        "public/guide.html",
        key=key,
        question=QUESTIONS[key],
        step=order.index(key) + 1,
        names=[_(one.short) for one in QUESTIONS.values()],
        answers=answers,
        counts=counts,
        form=_reach_form(town) if key == REACH else None,
        back=answers.without(back).address() if back else "",
    )


def _count(town: Town, query: "MultiDict[str, str]") -> int:
    return len(find_ids(town.criteria(query)))


def _reach_form(town: Town) -> ReachForm:
    """The form of how far; where no district has a point, nothing is asked about the way."""
    form = ReachForm(reach=ANY)
    places = [one for one in town.districts.values() if one.latitude is not None]
    form.near.choices = choices_of([("", _("決めない")), *((one.code, one.name) for one in places)])
    form.reach.choices = choices_of(
        (value, _(one.text)) for value, one in QUESTIONS[REACH].choices.items() if places or not one.radius
    )
    return form


def _places(answers: Answers, town: Town) -> ResponseReturnValue:
    asked = town.asked(answers.search())
    result = find(asked.criteria(town.districts))
    speaker = Speaker(town.kinds, town.districts)
    said = [
        (question.short, question.choices[answers.chosen[key]].text, answers.without(key).address())
        for key, question in QUESTIONS.items()
    ]
    return render_template(
        "public/guide_places.html",
        cards=cards_of(result, speaker)[:MOST_SHOWN],
        total=result.total,
        said=said,
        near=town.districts[answers.near].name if answers.near and answers.chosen[REACH] in {"2", "5", "10"} else "",
        everything=address_of(asked),
        help=help_of(asked, result, speaker),
    )
