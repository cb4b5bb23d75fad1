from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.commands.words import Text, catalogue_text, missing, needed, said, texts_of


def text(one: str, *, many: str = "", context: str = "", place: str = "templates/public/page.html") -> Text:
    return Text(context=context, one=one, many=many, comments=(), place=place)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        '{{ _("送る") }}{{ ngettext("%(num)s件", "%(num)s件", 2) }}{% trans %}戻る{% endtrans %}', encoding="utf-8"
    )
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "page.py").write_text(
        '# i18n: on a button\nA = lazy("開く")\nB = pgettext("pattern", "M月")\nC = word("候補")\n', encoding="utf-8"
    )
    return tmp_path


class TestTextsOf:
    def test_finds_pages_modules_and_marks(self, checkout: Path) -> None:
        found = {(t.context, t.one, t.many) for t in texts_of(checkout)}
        assert found == {
            ("", "送る", ""),
            ("", "%(num)s件", "%(num)s件"),
            ("", "戻る", ""),
            ("", "開く", ""),
            ("pattern", "M月", ""),
            ("", "候補", ""),
        }

    def test_keeps_the_words_to_translators(self, checkout: Path) -> None:
        assert [t.comments for t in texts_of(checkout) if t.one == "開く"] == [("i18n: on a button",)]


class TestNeeded:
    def test_easy_japanese_leaves_staff_pages_out(self) -> None:
        staff = text("打診する", place="templates/staff/person.html")
        assert needed([staff], "easy") == {}
        assert needed([staff], "en") == {staff.key: staff}

    def test_a_text_that_residents_see_too_is_needed(self) -> None:
        both = [text("戻る", place="templates/staff/person.html"), text("戻る")]
        assert list(needed(both, "easy")) == [("", "戻る")]


class TestCatalogueText:
    def test_is_read_back_as_written(self, tmp_path: Path) -> None:
        catalogue = Catalog(locale="en")
        catalogue.add("送る", "Send")
        catalogue.add(("%(num)s件", "%(num)s件"), ("%(num)s place", "%(num)s places"))
        catalogue.add("M月", "MMM", context="pattern")
        texts = [text("送る"), text("%(num)s件", many="%(num)s件"), text("M月", context="pattern"), text("新しい\n文")]
        path = tmp_path / "en.po"
        path.write_text(catalogue_text(texts, "en", catalogue), encoding="utf-8")
        with path.open("rb") as file:
            back = read_po(file, locale="en", abort_invalid=True)
        assert [said(back, t.key) for t in texts[:3]] == [
            ("Send",),
            ("%(num)s place", "%(num)s places"),
            ("MMM",),
        ]
        assert missing(texts, "en", back) == [texts[3]]

    def test_drops_what_nobody_says_any_more(self) -> None:
        catalogue = Catalog(locale="en")
        catalogue.add("昔の文", "Old")
        assert "Old" not in catalogue_text([text("送る")], "en", catalogue)
