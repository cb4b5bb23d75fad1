from dataclasses import asdict

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.rendering import display
from app.rendering.display import CHOICES, Display

displays = st.builds(Display, **{name: st.sampled_from(values) for name, values in CHOICES.items()})


class TestCookie:
    @given(displays)
    def test_keeps_every_choice(self, chosen: Display) -> None:
        assert Display.of_cookie(chosen.cookie) == chosen

    def test_is_empty_for_the_usual(self) -> None:
        assert Display().cookie == ""

    @given(st.text())
    def test_never_breaks_a_page(self, value: str) -> None:
        assert all(getattr(Display.of_cookie(value), name) in values for name, values in CHOICES.items())


class TestChangedBy:
    @given(displays, st.sampled_from([(name, value) for name, values in CHOICES.items() for value in values]))
    def test_changes_one_thing(self, before: Display, pressed: tuple[str, str]) -> None:
        name, value = pressed
        assert asdict(before.changed_by({name: value})) == {**asdict(before), name: value}

    def test_leaves_out_what_does_not_exist(self) -> None:
        assert Display().changed_by({"text": "giant", "mood": "good"}) == Display()


class TestCurrent:
    def test_reads_the_cookie(self) -> None:
        with Flask("test").test_request_context(headers={"Cookie": 'display="text=large"'}):
            assert display.current() == Display(text="large")

    def test_the_address_wins_over_the_cookie(self) -> None:
        with Flask("test").test_request_context("/?lang=easy", headers={"Cookie": 'display="language=en"'}):
            assert display.current().language == "easy"

    def test_is_the_usual_outside_a_request(self) -> None:
        assert display.current() == Display()


def test_the_page_is_told_every_choice() -> None:
    text = str(Display(language="easy", colour="dark").attributes)
    assert text == ' data-text="normal" data-colour="dark" data-furigana="off" data-font="normal" data-words="easy"'
