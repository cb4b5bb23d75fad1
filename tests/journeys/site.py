"""The demo town, served as a newcomer serves it: its own folder, its own port, web server and worker side by side."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest

PATIENCE_SECONDS = 90
NOW = "2026-11-24T15:00"
"""A Tuesday afternoon: Wednesday morning is tomorrow."""


HITOMARU = str(Path(sys.executable).parent / "hitomaru")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def load_demo(folder: Path) -> None:
    """Fill a folder with the demo town and its index."""
    for words in (("demo", "load"), ("directory", "reindex")):
        subprocess.run([HITOMARU, *words], env=_environment(folder), check=True, capture_output=True)  # noqa: S603 - our own program


@contextmanager
def served_demo(folder: Path) -> Iterator[str]:
    """Serve the demo town of a folder, and give its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**_environment(folder), "HITOMARU_PUBLIC_URL": address}
    log = (folder / "serve.log").open("wb")
    server = subprocess.Popen(  # noqa: S603 - our own program
        [HITOMARU, "serve", "--demo", "--port", str(port)], env=environment, stdout=log, stderr=log
    )
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        log.close()


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HITOMARU_")}
    return {**kept, "HITOMARU_DATA_DIR": str(folder), "HITOMARU_NOW": NOW}


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.fail("the demo town stopped while it started")
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - this machine
        except (URLError, OSError):
            time.sleep(0.3)
        else:
            return
    pytest.fail("the demo town did not answer in time")
