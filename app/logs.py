"""What is written down about requests? Structured lines with listed keys only: no names, no words, no addresses."""

import logging
import sys
import time

import structlog
from flask import Flask, g, request
from structlog.typing import EventDict
from werkzeug.wrappers import Response

KEYS = frozenset(
    {
        "event", "level", "timestamp", "exception", "endpoint", "method", "status", "milliseconds", "role", "fault",
        "kind", "sequence", "count", "seconds", "reason", "process",
    },
)  # fmt: skip


def only_known_keys(_logger: object, _name: str, line: EventDict) -> EventDict:
    """Drop every key that is not on the list, so that nothing slips into a log by being passed along."""
    return {key: value for key, value in line.items() if key in KEYS}


def without_values(_logger: object, _name: str, line: EventDict) -> EventDict:
    """Keep where a fault happened and its kind, but not the values in its message."""
    found = line.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found
    if isinstance(error, BaseException):
        line["exception"] = "; ".join(_frames(error))
    return line


def _frames(error: BaseException) -> list[str]:
    places, trace = [type(error).__name__], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places


def configure() -> None:
    """Write one JSON line per event to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_values,
            only_known_keys,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


def install(app: Flask) -> None:
    """Write one line for every answered request."""
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    door = g.get("door")
    structlog.get_logger().info(
        "request",
        endpoint=request.endpoint,
        method=request.method,
        status=response.status_code,
        milliseconds=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000),
        role=str(door.actor.role) if door else None,
    )
    return response
