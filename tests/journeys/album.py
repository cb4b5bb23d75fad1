"""Where do the screenshots go? Into one folder with an index page, for people to look at."""

import html
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path("var/journeys")
INDEX = "index.html"


def keep(page: Page, name: str) -> None:
    """Keep a picture of the whole page, and bring the index up to date."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
    pictures = sorted(path.name for path in FOLDER.glob("*.png"))
    figures = "".join(
        f'<figure><a href="{html.escape(one)}"><img src="{html.escape(one)}" alt="" width="300"></a>'
        f"<figcaption>{html.escape(one)}</figcaption></figure>"
        for one in pictures
    )
    page_text = (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Screens</title><h1>Screens</h1>{figures}</html>"
    )
    (FOLDER / INDEX).write_text(page_text, encoding="utf-8")
