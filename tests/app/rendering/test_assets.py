from pathlib import Path

from flask import Flask, url_for

from app.rendering import assets


def address(folder: Path, name: str) -> str:
    app = Flask("test", static_folder=str(folder))
    assets.install(app)
    with app.test_request_context():
        return url_for("static", filename=name)


def test_a_changed_file_has_another_address(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p{}")
    before = address(tmp_path, "a.css")
    assert address(tmp_path, "a.css") == before
    (tmp_path / "a.css").write_text("p{color:red}")
    assert address(tmp_path, "a.css") != before


def test_a_file_that_is_not_there_breaks_no_page(tmp_path: Path) -> None:
    assert "/a.css" in address(tmp_path, "a.css")
