"""Every component and layout, shown once in each language, makes a page without fault."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Form,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.rendering import environment
from app.rendering.display import COOKIE, LANGUAGES, Display
from app.rendering.frame import Frame
from tests.rules.tree import ROOT

pytestmark = pytest.mark.slow

SPECIMENS = Path(__file__).parent / "specimens"
NAMES = sorted(path.stem for path in SPECIMENS.glob("*.html"))
FRAME = Frame(
    name="ひとまる",
    subtitle="益田市",
    municipality="益田市",
    office="地域福祉課",
    phone="0856-31-0664",
    phone_hours="平日",
    nav=(("さがす", "/search", True), ("はじめての方へ", "/about", False)),
    links=(("このサイトについて", "/about"),),
    display_token="t",
    is_demo=True,
    session_seconds=1800,
    session_address="/session",
)
TOWNS = [SelectChoice("1", "飯浦町", optgroup="あ行"), SelectChoice("2", "乙吉町", optgroup="か行")]
Show = Callable[..., BeautifulSoup]


class SpecimenForm(Form):
    """One field of each kind."""

    name = StringField("名前", [InputRequired("書いてください"), Length(max=40)])
    secret = PasswordField("パスワード", [InputRequired("書いてください")])
    words = TextAreaField("ことば", [InputRequired("書いてください")])
    district = SelectField("地区", choices=[SelectChoice("", "どこでも"), SelectChoice("1", "匹見上")])
    grouped = SelectField("町", choices=TOWNS)
    felt = RadioField("どうでしたか", choices=[SelectChoice("5", "とてもよい"), SelectChoice("1", "つらい")])
    weekdays = SelectMultipleField("曜日", choices=[SelectChoice("2", "水"), SelectChoice("3", "木")])
    agreed = BooleanField("伝えてよい")
    day = DateField("日にち", [InputRequired("選んでください")])
    at = TimeField("時刻")


@pytest.fixture
def show() -> Show:
    app = Flask("specimens", template_folder=ROOT / "templates", static_folder=str(ROOT / "static"))
    app.jinja_loader = ChoiceLoader([FileSystemLoader(SPECIMENS), FileSystemLoader(ROOT / "templates")])
    environment.install(app, lambda: FRAME)
    app.jinja_env.globals.update(csrf_token=lambda: "t", idempotency_key=lambda: "k", page_address="/?page={}".format)

    @app.get("/<name>")
    def specimen(name: str) -> str:
        return render_template(f"{name}.html", form=forms[0], first_day=date(2026, 11, 25))

    forms: list[Form] = [SpecimenForm()]

    def shown(name: str, *, display: Display | None = None, typed: dict[str, str] | None = None) -> BeautifulSoup:
        forms[0] = SpecimenForm(MultiDict(typed)) if typed is not None else SpecimenForm()
        if typed is not None:
            forms[0].validate()
        client = app.test_client()
        client.set_cookie(COOKIE, (display or Display()).cookie)
        return BeautifulSoup(client.get(f"/{name}").text, "html5lib")

    return shown


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", NAMES)
def test_every_specimen_is_a_page_without_fault(show: Show, name: str, language: str) -> None:
    assert show(name, display=Display(language=language)).html["data-words"] == language


def test_every_component_and_layout_is_shown() -> None:
    sources = [
        path.read_text(encoding="utf-8") for path in [*SPECIMENS.glob("*.html"), *ROOT.glob("templates/**/*.html")]
    ]
    used = {name for source in sources for name in re.findall(r'"((?:components|layouts)/\w+\.html)"', source)}
    there = {path.relative_to(ROOT / "templates").as_posix() for path in ROOT.glob("templates/[cl]*s/*.html")}
    assert there == used


class TestManuals:
    @pytest.mark.parametrize("path", sorted(ROOT.glob("templates/components/*.html")), ids=lambda path: path.stem)
    def test_each_component_is_one_macro_of_its_name_with_a_manual(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        assert source.startswith("{#- ")
        assert path.stem in re.findall(r"\{% macro (\w+)\(", source)
        assert path.stem in source[: source.index("#}")]


class TestDisplayBar:
    def test_says_what_is_chosen(self, show: Show) -> None:
        page = show("public", display=Display(text="large", colour="dark"))
        pressed = {(button["name"], button["value"]) for button in page.select(".display [aria-pressed=true]")}
        assert {("text", "large"), ("colour", "dark"), ("language", "ja")} <= pressed

    def test_leads_back_to_the_page(self, show: Show) -> None:
        assert show("public").select_one(".display input[name=next]")["value"] == FRAME.here


class TestForms:
    def test_carry_token_key_and_version(self, show: Show) -> None:
        hidden = {tag["name"]: tag["value"] for tag in show("host").select("form#answer input[type=hidden]")}
        assert hidden == {"csrf_token": "t", "idempotency_key": "k", "version": "3"}

    def test_say_what_is_wrong_at_the_field_and_above(self, show: Show) -> None:
        page = show("host", typed={"name": "", "felt": "5"})
        assert page.title.get_text().startswith("エラー：")
        assert page.select_one("#name-wrong").get_text(strip=True) == "エラー：書いてください"
        assert page.select_one("#name")["aria-invalid"] == "true"
        assert "name-wrong" in page.select_one("#name")["aria-describedby"].split()
        assert page.select_one(".errors a[href='#name']") is not None

    def test_keep_what_was_typed_but_never_a_password(self, show: Show) -> None:
        page = show("host", typed={"name": "森", "words": "来週\n行く", "secret": "ひみつの言葉", "weekdays": "2"})
        assert page.select_one("#name")["value"] == "森"
        assert page.select_one("#words").get_text().strip() == "来週\n行く"
        assert page.select_one("input[name=weekdays][value='2']").has_attr("checked")
        assert "ひみつの言葉" not in str(page)


class TestScoreBar:
    def test_shows_as_much_as_the_score(self, show: Show) -> None:
        bars = show("staff").select(".bar rect")
        assert [int(bar["width"]) for bar in bars] == [200, 100]
        assert [bar.get("class") for bar in bars] == [None, ["unknown"]]

    def test_says_in_words_what_is_unknown(self, show: Show) -> None:
        assert "灰色は未確認：過ごしやすさ" in show("staff").get_text()


def test_an_unknown_fact_is_said_to_be_unknown(show: Show) -> None:
    rows = {row.dt.get_text(): row.dd.get_text(" ", strip=True) for row in show("public").select(".pairs > div")}
    assert rows["付き添い"] == "未確認"
    assert rows["トイレ"].startswith("いいえ")
