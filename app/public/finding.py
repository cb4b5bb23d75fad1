"""Where do the public pages find things? In the catalogue and the search index of this process."""

from flask import Flask, current_app

from app.settings import Settings
from directory.search.analysis import fingerprint
from directory.search.catalogue import Catalogue
from directory.search.text_index.protocol import TextIndex
from directory.search.text_index.whoosh_index import WhooshIndex

NAME = "finding"


class Finding:
    """The index on disk, read only here, and what is known of every public listing."""

    def __init__(self, index: TextIndex) -> None:
        self.index = index
        self.catalogue = Catalogue()


def install(app: Flask, settings: Settings) -> None:
    """Open index and catalogue for this process."""
    app.extensions[NAME] = Finding(WhooshIndex(settings.index_dir, fingerprint()))


def finding() -> Finding:
    """Index and catalogue of this process."""
    opened: Finding = current_app.extensions[NAME]
    return opened
