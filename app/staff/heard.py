"""What was heard in a talk? As texts for pages to say, the host's side in the host's words."""

from collections.abc import Mapping
from typing import Final

from core.facts import Fact
from core.words import word
from matching import reports
from matching.models.follow_up import FollowUp, Side
from matching.reports import Attendance, Report

CAME: Final[Mapping[Attendance, str]] = {
    Attendance.CAME: word("来た"),
    Attendance.ABSENT: word("来なかった"),
    Attendance.NOT_YET: word("まだ"),
}
"""Whether the person came, as a host says it."""
GO_ON: Final[Mapping[Fact, str]] = {
    Fact.YES: word("続けたい"),
    Fact.NO: word("やめたい"),
    Fact.UNKNOWN: word("聞いていない"),
}


def heard_of(follow_up: FollowUp) -> list[str]:
    """What was heard, the most telling first; nothing where the talk is still to come."""
    return _texts(reports.report_of(follow_up.outcome), follow_up.side) if follow_up.outcome else []


def _texts(report: Report, side: Side) -> list[str]:
    said = reports.ATTENDANCE_LABELS if side is Side.PERSON else CAME
    heard = [said[report.attendance]] if report.attendance else []
    heard += [reports.FEELING_LABELS[report.feeling]] if report.feeling else []
    heard += [reports.BURDEN_LABELS[report.burden]] if report.burden else []
    heard += [reports.BARRIER_LABELS[barrier] for barrier in report.barriers]
    heard += [GO_ON[report.wants_to_continue]] if report.wants_to_continue.is_known else []
    return [*heard, *([word("心配あり")] if report.is_worrying else [])]
