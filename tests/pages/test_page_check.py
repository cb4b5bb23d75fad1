"""Each check of pages finds the fault that it is for."""

import pytest

from tests.pages.page_check import faults

GOOD = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>さがす | ひとまる</title>
<link rel="stylesheet" href="/static/css/base.css"><script src="/static/js/one.js" defer></script></head>
<body><main id="content"><h1>さがす</h1><h2>ことば</h2>
<form method="post" action="/x"><input type="hidden" name="csrf_token" value="t">
<label for="q">ことば</label><input id="q" name="q"><button>送る</button></form>
<a href="https://example.jp/">よその ページ</a><img src="/a.png" alt=""></main></body></html>"""

PLANTED = [
    ("<h1>さがす</h1>", "<h1>みつける</h1>", "is not h1"),
    ("<h1>さがす</h1>", "", "0 h1"),
    ("<h2>ことば</h2>", "<h1>もう一つ</h1>", "2 h1"),
    ("<h2>ことば</h2>", "<h3>ことば</h3>", "h3 after h1"),
    (' lang="ja"', "", "language of the page"),
    (' lang="ja"', ' lang="fr"', "language of the page"),
    ('<label for="q">ことば</label>', "", "control without label"),
    ('<label for="q">', '<label for="r">', "leads nowhere"),
    ("<h2>", '<h2 id="q">', "stands 2 times"),
    ("<h2>ことば</h2>", '<a href="#none">下へ</a>', "link leads nowhere"),
    ("<h2>ことば</h2>", "<fieldset><p>曜日</p></fieldset>", "without legend"),
    ("<h2>", '<h2 style="color:red">', "style= on"),
    ("<button>", '<button onclick="go()">', "onclick= on"),
    ("</head>", "<style>p{}</style></head>", "inline style sheet"),
    ("</head>", "<script>go()</script></head>", "inline script"),
    ('href="https://example.jp/"', 'href="javascript:go()"', "script in an address"),
    ('src="/a.png"', 'src="https://example.jp/a.png"', "external src"),
    ('src="/static/js/one.js"', 'src="//example.jp/one.js"', "external src"),
    ('href="/static/css/base.css"', 'href="https://example.jp/a.css"', "external href"),
    ("<button>送る</button>", "<button></button>", "nothing is said by"),
    ("<button>送る</button>", '<button><svg aria-hidden="true"></svg></button>', "nothing is said by"),
    ('<img src="/a.png" alt="">', '<img src="/a.png">', "without alt"),
    ("<h2>ことば</h2>", "<svg></svg>", "neither hidden nor named"),
    (' action="/x"', "", "without action"),
    ('<input type="hidden" name="csrf_token" value="t">', "", "without token"),
    ("<h2>", '<h2 tabindex="3">', "tabindex above 0"),
    ("<h2>ことば</h2>", "<p>次の回：None</p>", "shows 'None'"),
    ("<h2>ことば</h2>", "<p>%(name)sさん</p>", "shows '%(name)s'"),
    ("<h2>ことば</h2>", "<p>電話 \U0001f4de</p>", "emoji"),
    ("<h2>ことば</h2>", "<p>段落<div>中</div></p>", "HTML, line"),
    ("<h2>ことば</h2>", "<h2>ことば</h3>", "HTML, line"),
]


def test_a_good_page_has_no_fault() -> None:
    assert faults(GOOD) == []


def test_readings_are_not_part_of_the_title() -> None:
    ruby = "<h1><ruby>匹見<rp>（</rp><rt>ひきみ</rt><rp>）</rp></ruby></h1>"
    assert faults(GOOD.replace("<h1>さがす</h1>", ruby).replace("さがす |", "匹見 |")) == []


def test_an_error_may_stand_before_the_title() -> None:
    assert faults(GOOD.replace("<title>", "<title>エラー：")) == []


@pytest.mark.control
@pytest.mark.parametrize(("old", "new", "words"), PLANTED)
def test_a_planted_fault_is_found(old: str, new: str, words: str) -> None:
    assert old in GOOD
    found = faults(GOOD.replace(old, new))
    assert any(words in fault for fault in found), found
