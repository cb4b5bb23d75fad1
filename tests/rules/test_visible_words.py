"""Every text that a reader sees goes through gettext, and has its words in each language."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from app.commands.words import KEYWORDS, Text, catalogue_text, missing, said, texts_of
from app.rendering.catalogues import FILES, read_catalogue
from tests.rules.tree import ROOT, files, modules, parsed, place, plant

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")
PHRASE_GAP = re.compile(r"[ぁ-んァ-ヶー一-龠々。、] [ぁ-んァ-ヶ一-龠々]")
SAID = {"ngettext": 2, "pgettext": 2, "npgettext": 3}
"""How many of a call's first arguments are texts or contexts; the others are values."""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
OWN_WORDS = {
    "app/demo/buses.py": "writes what stands in the demo town's rows",
    "app/demo/contents.py": "writes what stands in the demo town's rows",
    "app/demo/places.py": "writes what stands in the demo town's rows",
    "app/demo/timetable.py": "reads the words of the demo town's files",
    "app/demo/wishes.py": "writes what stands in the demo town's rows",
    "app/demo/workers.py": "writes what stands in the demo town's rows",
    "app/rendering/display.py": "names of languages stand in their own script",
    "app/rendering/filters.py": "cuts 午前 and 午後 off what it has said itself",
}
NOT_SEEN = ("app/bench/", "app/commands/", "app/migrations/", "app/mail/", "templates/mail/")
"""A terminal speaks Japanese only; so does a letter, which knows its reader's address and no more; a bench too."""


@functools.cache
def our_texts() -> tuple[Text, ...]:
    """Every visible text of this checkout."""
    return tuple(texts_of(ROOT))


def bare_words_of_templates(root: Path) -> Iterator[str]:
    """Every Japanese text in a template that is not passed through gettext."""
    env = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    env.install_gettext_callables(str, str, newstyle=True)  # type: ignore[attr-defined]
    for path in files(root, ".html", ".txt"):
        where = place(path, root)
        if where.startswith("templates/") and not where.startswith(NOT_SEEN):
            tree = env.parse(path.read_text(encoding="utf-8"))
            yield from (f"{where}:{line} shows {text!r} without _()" for line, text in bare_parts(tree))


def bare_parts(node: nodes.Node) -> Iterator[tuple[int, str]]:
    """The Japanese texts below a node that no gettext call holds."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in KEYWORDS:
        for part in [*node.args[SAID.get(node.node.name, 1) :], *(keyword.value for keyword in node.kwargs)]:
            yield from bare_parts(part)
        return
    text = getattr(node, "data", None) or getattr(node, "value", None)
    if isinstance(node, nodes.TemplateData | nodes.Const) and isinstance(text, str) and JAPANESE.search(text):
        yield node.lineno, text.strip()
    for child in node.iter_child_nodes():
        yield from bare_parts(child)


def bare_words_of_modules(root: Path) -> Iterator[str]:
    """Every Japanese text in the modules of app/ that is neither marked nor a docstring."""
    for path in modules(root, under=("app",)):
        where = place(path, root)
        if where.startswith(NOT_SEEN) or where in OWN_WORDS:
            continue
        yield from (f"{where}:{line} has {text!r} without _()" for line, text in bare_constants(parsed(path)))


def bare_constants(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The Japanese texts below a node that no gettext call holds, docstrings aside."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in KEYWORDS:
        for keyword in node.keywords:
            yield from bare_constants(keyword.value)
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and JAPANESE.search(node.value):
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        yield from bare_constants(child)


def unequal_placeholders() -> Iterator[str]:
    """Every text whose words in another language would lose or invent a figure."""
    for language in FILES:
        catalogue = read_catalogue(language)
        for text in our_texts():
            for words in said(catalogue, text.key):
                if set(PLACEHOLDER.findall(words)) != set(PLACEHOLDER.findall(text.one)):
                    yield f"{language}: {words!r} does not hold the figures of {text.one!r}"


class TestTexts:
    def test_of_templates_go_through_gettext(self) -> None:
        assert list(bare_words_of_templates(ROOT)) == []

    def test_of_modules_go_through_gettext(self) -> None:
        assert list(bare_words_of_modules(ROOT)) == []

    def test_have_gaps_between_phrases_in_easy_japanese_only(self) -> None:
        assert [text for text in our_texts() if PHRASE_GAP.search(text.one)] == []

    @pytest.mark.control
    def test_a_gap_between_phrases_is_found(self) -> None:
        assert PHRASE_GAP.search("もう一度 お試しください")
        assert not PHRASE_GAP.search("今日 %(day)s")

    @pytest.mark.control
    @pytest.mark.parametrize("planted", ["<p>送る</p>", '{{ button("送る") }}', '{{ _("%(a)s", a="送る") }}'])
    def test_a_bare_text_of_a_template_is_found(self, tmp_path: Path, planted: str) -> None:
        plant(tmp_path, "templates/public/page.html", planted)
        assert len(list(bare_words_of_templates(tmp_path))) == 1

    @pytest.mark.control
    def test_a_bare_text_of_a_module_is_found(self, tmp_path: Path) -> None:
        plant(tmp_path, "app/page.py", '"""言葉。"""\nA = _("送る")\nB = "送る"\nC = f"送る{A}"\n')
        assert [line.partition(" ")[0] for line in bare_words_of_modules(tmp_path)] == [
            "app/page.py:3",
            "app/page.py:4",
        ]

    @pytest.mark.parametrize(
        "planted",
        [
            '{# 説明 #}<p>{{ _("送る") }}</p>',
            "{% trans %}送る{% endtrans %}",
            '{{ ngettext("%(num)s件", "%(num)s件", 2) }}',
        ],
    )
    def test_what_goes_through_gettext_is_left_alone(self, tmp_path: Path, planted: str) -> None:
        plant(tmp_path, "templates/public/page.html", planted)
        assert list(bare_words_of_templates(tmp_path)) == []


class TestCatalogues:
    @pytest.mark.parametrize("language", sorted(FILES))
    def test_have_words_for_every_text(self, language: str) -> None:
        lacking = [text.one for text in missing(our_texts(), language, read_catalogue(language))]
        assert lacking == [], f"run `make words`, then write these into {place(FILES[language], ROOT)}"

    @pytest.mark.parametrize("language", sorted(FILES))
    def test_are_as_make_words_leaves_them(self, language: str) -> None:
        kept = FILES[language].read_text(encoding="utf-8")
        assert kept == catalogue_text(our_texts(), language, read_catalogue(language)), "run `make words`"

    def test_keep_the_figures(self) -> None:
        assert list(unequal_placeholders()) == []

    @pytest.mark.control
    def test_a_text_without_words_is_found(self) -> None:
        planted = Text(context="", one="まだ無い文", many="", comments=(), place="templates/public/page.html")
        assert missing([planted], "en", read_catalogue("en")) == [planted]
        assert missing([planted], "easy", read_catalogue("easy")) == [planted]
