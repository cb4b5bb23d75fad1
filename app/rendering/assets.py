"""Which version of a style or script is this? The address marks the content; no browser keeps an old one."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask

MARK_LENGTH = 8


def install(app: Flask) -> None:
    """Add the mark of its content to the address of every static file."""
    marks: dict[str, str] = {}

    @app.url_defaults
    def add_mark(endpoint: str, values: dict[str, Any]) -> None:  # Any: Flask's URL values
        if endpoint == "static" and app.static_folder:
            name = values["filename"]
            if name not in marks:
                marks[name] = mark_of(Path(app.static_folder) / name)
            values["v"] = marks[name]


def mark_of(path: Path) -> str:
    """A short mark of a file's content; of a file that is not there, nothing."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:MARK_LENGTH] if path.is_file() else ""
