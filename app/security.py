"""Which headers go with every answer? A strict content policy, no framing, no referrer, no cache for the signed in."""

from wsgiref.headers import Headers

from flask import Flask, g, request
from werkzeug.wrappers import Response

from core.access import ANONYMOUS

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FORBIDDEN = "frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


def add_to_file(headers: Headers, _path: str, _url: str) -> None:
    """Put the headers on a file that is served before any request reaches the application."""
    for name, value in HEADERS.items():
        headers[name] = value


def install(app: Flask, *, https: bool) -> None:
    """Put the headers on every answer."""

    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if FORBIDDEN not in response.headers["Content-Security-Policy"]:
            del response.headers["X-Frame-Options"]  # knows no list of sites; frame-ancestors does
        if https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint != "static":
            response.headers.add("Vary", "Cookie")
            _keep_private(response)
        return response

    app.after_request(add)


def _keep_private(response: Response) -> None:
    door = g.get("door")
    if door is None or door.actor != ANONYMOUS or "Set-Cookie" in response.headers:
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
