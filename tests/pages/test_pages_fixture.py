"""The check stands before every page that any test opens."""

from gettext import NullTranslations

import pytest
from flask import Flask

from app.rendering import words

PLANTED = """
from flask import Flask
from app.rendering.words import gettext

def test_page():
    app = Flask("planted")
    app.add_url_rule("/", "page", lambda: {answer})
    app.test_client().get("/")
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setattr(words, "chosen", NullTranslations)  # this test's own check does not hear the planted text
    pytester.makeconftest('pytest_plugins = ["tests.fixtures.pages"]')
    return pytester


@pytest.mark.control
def test_a_page_with_a_fault_fails_its_test(suite: pytest.Pytester) -> None:
    suite.makepyfile(PLANTED.format(answer='"<p>ことば"'))
    result = suite.runpytest_inprocess("-p", "no:randomly")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*the page / has faults*"])


@pytest.mark.control
def test_a_text_without_other_words_fails_its_test(suite: pytest.Pytester) -> None:
    suite.makepyfile(PLANTED.format(answer='(gettext("まだ無い文"), {"Content-Type": "text/plain"})'))
    result = suite.runpytest_inprocess("-p", "no:randomly")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*no catalogue has*まだ無い文*"])


def test_what_is_no_page_is_left_alone() -> None:
    app = Flask("plain")
    app.add_url_rule("/", "page", lambda: ("<p", {"Content-Type": "text/plain"}))
    assert app.test_client().get("/").status_code == 200
