"""Where do the public pages find things? In the finder of this process."""

from flask import Flask, current_app

from app import requests
from app.settings import Settings
from directory.search.criteria import SearchCriteria
from directory.search.finder import Finder, open_finder
from directory.search.service import SearchResult

NAME = "finder"


def install(app: Flask, settings: Settings) -> None:
    """Open the finder of this process."""
    app.extensions[NAME] = open_finder(settings.index_dir)


def find(criteria: SearchCriteria) -> SearchResult:
    """The page of public listings that the criteria ask for, in this request's town."""
    finder: Finder = current_app.extensions[NAME]
    return finder.search(requests.session(), criteria)
