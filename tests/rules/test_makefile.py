"""The Makefile tells what it can do."""

import re
import shutil
import subprocess

from tests.rules.tree import ROOT


class TestMakeHelp:
    def test_lists_every_target(self) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
        listed = set(re.findall(r"^  make (\S+)", printed("help"), flags=re.MULTILINE))
        assert listed == targets

    def test_declares_every_target_as_phony(self) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        phony = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
        assert phony
        assert set(phony[1].split()) == set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))


def printed(target: str) -> str:
    make = shutil.which("make") or "make"
    return subprocess.run([make, "-s", target], cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- fixed words
