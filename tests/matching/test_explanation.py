"""The explanation says why, why not and what would change it; the person's own page keeps what is sensitive."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.facts import Fact
from matching.explanation import (
    ASK_FIRST,
    MOST_CHOICES,
    Line,
    PersonView,
    contrast,
    explain_left_out,
    explain_proposal,
    explain_ranking,
    explain_to_person,
    score_words,
)
from matching.profiles.weights import profile_for
from matching.ranking import Ranking, rank
from matching.types import Gender, Mode, Need, Option, Place
from tests.factories import matching as make
from tests.factories.matching import HOME, NO, TODAY, YES, need, option

STANDARD = profile_for(None)
Town = tuple[Need, list[Option]]


def ranked(person: Need, things: list[Option]) -> Ranking:
    return rank(person, things, STANDARD, TODAY, k=1000)


def north(walk_minutes: float) -> Place:
    return Place(HOME.latitude + walk_minutes * 4000 / 60 / 1.3 / 111_195, HOME.longitude)


class TestProposal:
    def test_reasons_for_have_four_fifths_of_their_weight_for_sure(self) -> None:
        explained = explain_proposal(ranked(need(), [option()]).ready[0])
        assert [line.text for line in explained.good] == [
            "「ひとりでときどき参加する」にとても向きます",
            "希望の「animals」があります",
            "歩いて約11分です",
            "水曜 10:00〜11:30にずっといられます",
        ]
        assert [line.note for line in explained.good if line.note] == ["直線距離からの目安"]

    def test_reasons_against_stand_by_the_points_lost(self) -> None:
        person = need(wishes=frozenset({"animals", "cooking"}), ended_kinds=frozenset({"kayoinoba"}))
        explained = explain_proposal(ranked(person, [option(place=north(21))]).ready[0])
        assert [line.text for line in explained.concerns] == [
            "希望の「cooking」は見つかりません",
            "歩いて約21分です",
            "受け入れはあと2人です",
            "前にやめた場所と同じ種類です（kayoinoba）",
        ]

    def test_a_wish_that_is_met_is_said_even_where_others_are_not(self) -> None:
        person = need(wishes=frozenset({"animals", "cooking"}), goal_step=None, travel={})
        explained = explain_proposal(ranked(person, [option()]).to_confirm[0])
        assert explained.good[0].text == "希望の「animals」があります"

    def test_what_is_open_stands_apart_each_sentence_once(self) -> None:
        explained = explain_proposal(ranked(need(), [option(place=None, assured_on=None)]).to_confirm[0])
        assert [line.text for line in explained.to_confirm] == [
            "場所がはっきりしないため、かかる時間がわかりません",
            "情報がまだ確かめられていません",
        ]

    def test_a_lift_that_may_be_better_than_walking_is_asked_about(self) -> None:
        person = need(travel={Mode.WALK: 30, Mode.LIFT: None})
        explained = explain_proposal(ranked(person, [option(place=north(20))]).ready[0])
        assert "送迎があるか未確認です" in [line.text for line in explained.to_confirm]

    def test_what_was_checked_has_its_date(self) -> None:
        explained = explain_proposal(ranked(need(), [option()]).ready[0])
        assert {line.text: line.as_of for line in explained.checked}["空きがあります（あと2人）"] == make.LATELY

    @given(make.towns)
    def test_no_sentence_stands_on_both_sides(self, town: Town) -> None:
        for each in explain_ranking(ranked(*town)).ready:
            assert not {line.text for line in each.good} & {line.text for line in each.concerns}

    def test_the_score_tells_how_far_it_may_move(self) -> None:
        known = ranked(need(), [option()]).ready[0]
        assert score_words(known) == f"{known.score}点"
        assert score_words(replace(known, score=712, low=640, high=790)) == "712点（確かめると640〜790点）"


class TestLeftOut:
    def test_is_said_with_the_exact_failing_fact(self) -> None:
        left_out = ranked(need(), [option(place=north(50), fee=1500)]).left_out[0]
        lines = explain_left_out(left_out).reasons
        assert [(line.heading, line.text) for line in lines] == [
            ("行き方", "歩いて行ける30分を超えます（約50分）"),
            ("費用", "1回1,500円で、上限の500円を超えます"),
        ]

    @given(make.towns)
    def test_every_one_has_a_reason(self, town: Town) -> None:
        assert all(each.reasons for each in explain_ranking(ranked(*town)).left_out)

    def test_one_change_says_how_many_more(self) -> None:
        far = [option(service=f"s{number}", place=north(60), transport=NO) for number in range(3)]
        far_and_dear = option(service="s9", place=north(60), fee=9_000)
        explained = explain_ranking(ranked(need(), [*far, far_and_dear]))
        assert [each.text for each in explained.would_open] == ["送迎があれば、あと3か所あります"]
        assert explained.left_out_counts == ("行き方4か所", "費用1か所")


SILENT: tuple[tuple[dict[str, object], dict[str, object]], ...] = (
    ({"avoid_persons": frozenset({"p9"})}, {"participants": frozenset({"p9"})}),
    ({}, {"excluded_persons": frozenset({"p1"})}),
    ({"is_protected": True}, {"facts": {"names_kept": NO}}),
    ({"unsafe_districts": frozenset({"masuda"})}, {}),
    ({"may_be_with_children": Fact.NO}, {"facts": {"children_present": YES, "adults_checked": NO}}),
)
"""Whatever may not tell on itself: what the person's record and the option's say."""


class TestWhatIsKept:
    @pytest.mark.parametrize(("person", "thing"), SILENT)
    def test_reads_the_same_whatever_it_is(self, person: dict[str, Any], thing: dict[str, Any]) -> None:
        explained = explain_ranking(ranked(need(**person), [option(**thing)]))
        assert explained.left_out_counts == ("ほかの事情1か所",)
        assert explained.left_out[0].reasons == (Line("ほかの事情", "紹介できない事情があります"),)

    def test_many_read_as_one_after_everything_else(self) -> None:
        person = {key: value for asked, _ in SILENT for key, value in asked.items()}
        facts = {"names_kept": NO, "children_present": YES, "adults_checked": NO}
        met = {"participants": frozenset({"p9"}), "excluded_persons": frozenset({"p1"}), "facts": facts}
        explained = explain_ranking(ranked(need(**person), [option(**met, fee=1500)]))
        assert explained.left_out_counts == ("ほかの事情1か所", "費用1か所")
        assert [line.text for line in explained.left_out[0].reasons] == [
            "1回1,500円で、上限の500円を超えます",
            "紹介できない事情があります",
        ]

    def test_what_is_checked_tells_not_whether_there_is_something_to_keep(self) -> None:
        thing = option(facts={"names_kept": YES})
        plain, careful = (ranked(need(is_protected=flag), [thing]).ready[0] for flag in (False, True))
        assert explain_proposal(plain).checked == explain_proposal(careful).checked


class TestComparison:
    @given(make.towns)
    def test_the_differences_sum_to_the_difference_of_the_scores(self, town: Town) -> None:
        ready = ranked(*town).ready
        for other in ready[1:]:
            assert sum(points for _, points in contrast(ready[0], other)) == ready[0].score - other.score

    def test_an_option_that_is_not_clearly_worse_is_marked(self) -> None:
        near, nearly, worse = (option(service=f"s{number}") for number in range(3))
        explained = explain_ranking(ranked(need(), [near, nearly, replace(worse, tags=frozenset({"garden"}))]))
        assert [each.is_close for each in explained.ready] == [False, True, False]


def sensitive(thing: Option, flaw: str) -> Option:
    """The same option with something that the person must not read of."""
    flaws: dict[str, dict[str, object]] = {
        "host": {"excluded_persons": frozenset({"p1"})},
        "avoided": {"organization": "feared"},
        "gender": {"gender_limit": Gender.MALE},
    }
    return replace(thing, service="s999", **flaws[flaw])  # type: ignore[arg-type]  # keyword by keyword of Option


Shower = Callable[[Ranking], PersonView]


def demand_that_it_leaves_no_trace(show: Shower, town: Town, other: Option, flaw: str) -> None:
    """The law: with or without an option that is left out for something sensitive, the person's page is the same."""
    person, things = replace(town[0], avoid_organizations=frozenset({"feared"}), gender=Gender.FEMALE), town[1]
    assert show(ranked(person, [*things, sensitive(other, flaw)])) == show(ranked(person, things))


class TestPersonsPage:
    @given(make.towns, st.sampled_from(["host", "avoided", "gender"]), st.integers(0, 1))
    def test_what_is_sensitive_leaves_no_trace(self, town: Town, flaw: str, slots: int) -> None:
        other = option(intake_slots=slots)
        demand_that_it_leaves_no_trace(explain_to_person, town, other, flaw)

    @pytest.mark.control
    def test_a_page_that_lists_everything_left_out_is_caught(self) -> None:
        def open_hearted(ranking: Ranking) -> PersonView:
            view = explain_to_person(ranking)
            return replace(view, own_words=f"ほかに {len(ranking.left_out)}か所")

        with pytest.raises(AssertionError):
            demand_that_it_leaves_no_trace(open_hearted, (need(), []), option(), "avoided")

    def test_a_place_that_is_full_may_be_named_with_its_reason(self) -> None:
        view = explain_to_person(ranked(need(), [option(intake_slots=0)]))
        assert [(each.name, each.reasons) for each in view.not_now] == [("どうぶつの会", ("いまは空きがありません",))]

    def test_an_open_question_about_something_sensitive_is_only_looked_into(self) -> None:
        person = need(avoid_words=frozenset({"山田"}))
        view = explain_to_person(ranked(person, [option(text="世話人は山田さん")]))
        assert view.choices[0].to_confirm == (ASK_FIRST,)
        assert "山田" not in repr(view)

    @given(make.towns)
    def test_has_no_points_no_host_matters_and_few_choices(self, town: Town) -> None:
        view = explain_to_person(ranked(*town))
        assert len(view.choices) <= MOST_CHOICES
        assert not any(word in repr(view) for word in ("点", "受け入れは", "同意", "避けたい", "前にやめた"))

    def test_begins_with_what_can_begin_at_once(self) -> None:
        waiting, ready = option(service="s1", place=None), option(service="s2")
        view = explain_to_person(ranked(need(own_words="犬が好き"), [waiting, ready]))
        assert [each.service for each in view.choices] == ["s2", "s1"]
        assert view.own_words == "犬が好き"
