"""What is wrong with this page? Everything that a program can tell a reader would stumble over."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from bs4.builder import HTML5TreeBuilder

from app.rendering.display import LANGUAGES

Check = Callable[[BeautifulSoup], Iterator[str]]

CONTROLS = "input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea"
RESOURCES = {"src": "[src]", "href": "link[href], use[href], image[href]", "srcset": "[srcset]", "data": "object[data]"}
REFERENCES = frozenset(("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form"))
EXTERNAL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^(?:https?|ftp|data):", flags=re.IGNORECASE)
LEFT_OVER = re.compile(r"\bNone\b|\bUndefined\b|\{\{|\}\}|\{%|%\(\w+\)[sd]|object at 0x|<Markup")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
TOKEN = "input[type=hidden][name=csrf_token][value]"
SPOKEN = ("aria-label", "placeholder", "alt")
ERROR_PREFIXES = ("エラー：", "Error: ")


class Builder(HTML5TreeBuilder):
    """Builds the tree and keeps the parse errors, so that a page is parsed once."""

    errors: list[Any]  # Any: html5lib's own tuples

    def feed(self, markup: str) -> None:  # type: ignore[override]  # only text is given here
        """Parse the page."""
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.underlying_builder.parser = None
        self.errors = parser.errors


def faults(html: str) -> list[str]:
    """Every fault of a page, in words; an empty list is a good page."""
    builder = Builder()
    page = BeautifulSoup(html, builder=builder)
    return [*parse_errors(builder), *(fault for check in CHECKS for fault in check(page))]


def parse_errors(builder: Builder) -> Iterator[str]:
    """What the HTML standard calls a parse error."""
    for (line, column), code, _details in builder.errors:
        yield f"HTML, line {line}, column {column}: {code}"


def name_of(tag: Tag) -> str:
    """The start of an element, enough to find it."""
    return str(tag)[:90].replace("\n", " ")


def said(tag: Tag) -> str:
    """What an element says to the ear: its text without readings, or its label."""
    texts = [text for text in tag.find_all(string=True) if not text.find_parent(["rt", "rp", "script", "style"])]
    labels = [part["aria-label"] for part in [tag, *tag.select("[aria-label]")] if part.get("aria-label")]
    labels += [image["alt"] for image in tag.select("img[alt]")]
    return " ".join(" ".join([*texts, *labels]).split())


def title_is_heading(page: BeautifulSoup) -> Iterator[str]:
    """One h1, and the title says the same before the name of the site."""
    headings = page.find_all("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1 instead of one"
        return
    title = page.title.get_text() if page.title else ""
    for prefix in ERROR_PREFIXES:
        title = title.removeprefix(prefix)
    if " ".join(title.rpartition(" | ")[0].split()) != said(headings[0]):
        yield f"title {title!r} is not h1 {said(headings[0])!r} and the name of the site"


def heading_levels(page: BeautifulSoup) -> Iterator[str]:
    """No level of heading is left out."""
    before = 0
    for heading in page.find_all(re.compile(r"^h[1-6]$")):
        level = int(heading.name[1])
        if level > before + 1:
            yield f"h{level} after h{before}: {said(heading)!r}"
        before = level


def language(page: BeautifulSoup) -> Iterator[str]:
    """The page says its language, and it is one we speak."""
    tag = page.html.get("lang", "") if page.html else ""
    if tag not in {lang for lang, _name in LANGUAGES.values()}:
        yield f"language of the page is {tag!r}"


def labels(page: BeautifulSoup) -> Iterator[str]:
    """Every control has a name."""
    labelled = {label.get("for") for label in page.find_all("label")}
    for control in page.select(CONTROLS):
        wrapped = control.find_parent("label")
        named = control.get("id") in labelled - {None}
        if not (wrapped or named or control.get("aria-label") or control.get("aria-labelledby")):
            yield f"control without label: {name_of(control)}"


def groups(page: BeautifulSoup) -> Iterator[str]:
    """Every group of choices begins with what it asks."""
    for group in page.find_all("fieldset"):
        if not group.find("legend"):
            yield f"fieldset without legend: {name_of(group)}"


def identities(page: BeautifulSoup) -> Iterator[str]:
    """An id stands once, and what is referred to is there."""
    tags = page.find_all(True)
    known = Counter(tag["id"] for tag in tags if "id" in tag.attrs)
    yield from (f"id {name!r} stands {count} times" for name, count in known.items() if count > 1)
    for tag in tags:
        for attribute in tag.attrs.keys() & REFERENCES:
            value = tag[attribute]
            for name in value if isinstance(value, list) else str(value).split():
                if name not in known:
                    yield f"{attribute}={name!r} leads nowhere: {name_of(tag)}"


def anchors(page: BeautifulSoup) -> Iterator[str]:
    """A link inside the page leads to a place inside the page."""
    for link in page.select("a[href^='#']"):
        if not page.find(id=link["href"][1:]):
            yield f"link leads nowhere: {name_of(link)}"


def no_inline_code(page: BeautifulSoup) -> Iterator[str]:
    """The content security policy lets nothing inline through."""
    for tag in page.find_all("style"):
        yield f"inline style sheet: {name_of(tag)}"
    for tag in page.find_all("script"):
        if not tag.get("src") and tag.get("type") != "application/ld+json":
            yield f"inline script: {name_of(tag)}"
    for tag in page.find_all(True):
        for attribute in tag.attrs:
            if attribute == "style" or attribute.startswith("on"):
                yield f"{attribute}= on {name_of(tag)}"
            elif attribute in {"href", "action"} and str(tag[attribute]).lower().startswith("javascript:"):
                yield f"script in an address: {name_of(tag)}"


def own_resources(page: BeautifulSoup) -> Iterator[str]:
    """Nothing of the page is fetched from elsewhere."""
    for attribute, selector in RESOURCES.items():
        for tag in page.select(selector):
            if EXTERNAL.search(str(tag.get(attribute, "")).strip()):
                yield f"external {attribute}: {name_of(tag)}"


def names(page: BeautifulSoup) -> Iterator[str]:
    """Every button and every link says what it does, every picture what it shows."""
    for tag in page.select("button, a[href], summary"):
        if not said(tag):
            yield f"nothing is said by {name_of(tag)}"
    for image in page.find_all("img"):
        if image.get("alt") is None:
            yield f"picture without alt: {name_of(image)}"
    for drawing in page.find_all("svg"):
        if drawing.find_parent(attrs={"aria-hidden": "true"}) or drawing.get("aria-hidden") == "true":
            continue
        if drawing.get("role") != "img" or not (drawing.get("aria-label") or drawing.find("title")):
            yield f"drawing neither hidden nor named: {name_of(drawing)}"


def forms(page: BeautifulSoup) -> Iterator[str]:
    """Every form says where it goes; one that changes something carries a token."""
    for form in page.find_all("form"):
        if not form.get("action"):
            yield f"form without action: {name_of(form)}"
        if form.get("method", "get").lower() == "post" and not form.select(
            "input[type=hidden][name=csrf_token][value]"
        ):
            yield f"form without token: {name_of(form)}"
        if form.find_parent("form"):
            yield f"form inside a form: {name_of(form)}"


def tab_order(page: BeautifulSoup) -> Iterator[str]:
    """The keyboard follows the page."""
    for tag in page.select("[tabindex]"):
        if int(tag["tabindex"]) > 0:
            yield f"tabindex above 0: {name_of(tag)}"


def left_overs(page: BeautifulSoup) -> Iterator[str]:
    """Nothing of the machinery shows, and no character that fonts of a town hall lack."""
    labels = [str(tag[name]) for name in SPOKEN for tag in page.select(f"[{name}]")]
    text = " ".join([page.get_text(" "), *labels])
    yield from (f"the page shows {found[0]!r}" for found in LEFT_OVER.finditer(text))
    yield from (f"emoji U+{ord(found[0]):04X}; use an icon" for found in EMOJI.finditer(text))


CHECKS: tuple[Check, ...] = (
    title_is_heading,
    heading_levels,
    language,
    labels,
    groups,
    identities,
    anchors,
    no_inline_code,
    own_resources,
    names,
    forms,
    tab_order,
    left_overs,
)
