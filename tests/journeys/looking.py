"""What is wrong with a page as a browser shows it? axe's findings, sideways scroll, and buttons too small to press."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SMALLEST = 24
PRESSED = "button, a.button, input:not([type=hidden]), select, textarea, summary"


def faults_of(page: Page) -> list[str]:
    """Every fault that a program can see, in words."""
    return [*_axe(page), *_sideways(page), *_too_small(page)]


def _axe(page: Page) -> list[str]:
    found = Axe().run(page, options=STANDARD).response["violations"]
    return [f"axe {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def _sideways(page: Page) -> list[str]:
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"the page is {wide} wide in a window of {seen}"] if wide > seen else []


def _too_small(page: Page) -> list[str]:
    boxes = page.evaluate(
        """(which) => [...document.querySelectorAll(which)].map((one) => {
            const label = one.closest("label"); const box = (label || one).getBoundingClientRect();
            return [one.outerHTML.slice(0, 100), box.width, box.height]; })""",
        PRESSED,
    )
    return [f"too small to press: {text}" for text, width, height in boxes if 0 < min(width, height) < SMALLEST]
