"""One walk through the demo town: who enters, with or without JavaScript, and what is looked at on the way."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.fixtures.browser import DESK, HEIGHT, PHONE, OpenPage
from tests.journeys.album import keep
from tests.journeys.looking import faults_of


@dataclass
class Walk:
    """One walk through the town: its address, how pages are opened, and a mark for its pictures."""

    site: str
    open_page: OpenPage
    javascript: bool

    @property
    def mark(self) -> str:
        """With or without JavaScript, in the names of pictures."""
        return "js" if self.javascript else "nojs"

    def page(self, width: int) -> Page:
        """A fresh reader."""
        return self.open_page(width=width, javascript=self.javascript)

    def look(self, page: Page, name: str) -> None:
        """Keep a picture and fail with every fault of the page."""
        keep(page, f"journey-{name}-{self.mark}")
        if self.javascript:  # axe itself is a script
            assert faults_of(page) == []

    def look_twice(self, page: Page, name: str) -> None:
        """Look at a page of a desk on a phone too."""
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            self.look(page, f"{name}-{width}")


def enter_as(walk: Walk, page: Page, name: str) -> None:
    """Enter the demo town as a worker."""
    page.goto(walk.site + "/demo/")
    page.get_by_role("button", name=name).click()
