from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.recurrence.rules import EVERY_DAY, Frequency, HolidayRule, SessionRule, monthly, weekly
from directory.recurrence.sentences import Voice, sentence
from tests.directory.recurrence.calendars import rules

CLOSED, OPEN = HolidayRule.CLOSED, HolidayRule.OPEN


def rule(**fields: object) -> SessionRule:
    return SessionRule(**{"holiday_rule": CLOSED, **fields})


def closed(one: SessionRule) -> SessionRule:
    return replace(one, holiday_rule=CLOSED)


RESTS = " 祝日（国の 休みの 日）は 休みです。"
WORKDAYS = (0, 1, 2, 3, 4)
TABLE = {
    "nth weekday": (
        [closed(monthly((2, 4), (4,), time(13, 30), time(14, 30)))],
        "毎月 第2・第4金曜 午後1時半〜2時半（祝日は休み）",
        f"毎月 2番目と 4番目の 金曜日 午後1時半から 午後2時半までです。{RESTS}",
        "2nd and 4th Friday of every month, 1:30–2:30 p.m. (closed on public holidays)",
    ),
    "weekly, nothing said of holidays": (
        [weekly((2,), time(10), time(11, 30))],
        "毎週 水曜 午前10時〜11時半（祝日は未確認）",
        "毎週 水曜日 午前10時から 午前11時半までです。 祝日（国の 休みの 日）は、電話で 聞いて ください。",
        "Every Wednesday, 10:00–11:30 a.m. (public holidays not confirmed)",
    ),
    "a break at noon": (
        [closed(weekly(WORKDAYS, time(9), time(12))), closed(weekly(WORKDAYS, time(13), time(17)))],
        "毎週 月曜〜金曜 午前9時〜正午、午後1時〜5時（祝日は休み）",
        f"毎週 月曜日から 金曜日まで 午前9時から 昼の 12時までと、午後1時から 午後5時までです。{RESTS}",
        "Every Monday to Friday, 9:00 a.m.–noon and 1:00–5:00 p.m. (closed on public holidays)",
    ),
    "two lines, one condition": (
        [closed(weekly((0, 2), time(9), time(17))), closed(weekly((5,), time(9), time(12)))],
        "毎週 月曜・水曜 午前9時〜午後5時 ／ 毎週 土曜 午前9時〜正午（祝日は休み）",
        f"毎週 月曜日と 水曜日 午前9時から 午後5時までです。 毎週 土曜日 午前9時から 昼の 12時までです。{RESTS}",
        "Every Monday and Wednesday, 9:00 a.m.–5:00 p.m.; Every Saturday, 9:00 a.m.–noon (closed on public holidays)",
    ),
    "two lines, two conditions": (
        [closed(weekly((0,), time(9), time(10))), replace(weekly((5,), time(9), time(10)), holiday_rule=OPEN)],
        "毎週 月曜 午前9時〜10時（祝日は休み） ／ 毎週 土曜 午前9時〜10時（祝日もあり）",
        (
            f"毎週 月曜日 午前9時から 午前10時までです。{RESTS}"
            " 毎週 土曜日 午前9時から 午前10時までです。 祝日（国の 休みの 日）も あります。"
        ),
        (
            "Every Monday, 9:00–10:00 a.m. (closed on public holidays); "
            "Every Saturday, 9:00–10:00 a.m. (also on public holidays)"
        ),
    ),
    "two weekdays of different weeks": (
        [closed(monthly((1, 4), (1,), time(12), time(14))), closed(monthly((4,), (3,), time(12), time(14)))],
        "毎月 第1・第4火曜と 第4木曜 正午〜午後2時（祝日は休み）",
        f"毎月 1番目と 4番目の 火曜日と 4番目の 木曜日 昼の 12時から 午後2時までです。{RESTS}",
        "1st and 4th Tuesday and 4th Thursday of every month, noon–2:00 p.m. (closed on public holidays)",
    ),
    "the same weeks on two weekdays": (
        [closed(monthly((1, -1), (0, 2), time(12, 30), time(14, 15)))],
        "毎月 第1・最終の月曜・水曜 午後0時半〜2時15分（祝日は休み）",
        f"毎月 1番目と 最後の 月曜日と 水曜日 昼の 12時半から 午後2時15分までです。{RESTS}",
        "1st and last Monday and Wednesday of every month, 12:30–2:15 p.m. (closed on public holidays)",
    ),
    "alternate weeks, week unknown": (
        [rule(freq=Frequency.WEEKLY, weekdays=(1,), interval=2, opens_at=time(10))],
        "隔週 火曜 午前10時から（どの週かは未確認、祝日は休み）",
        f"2週間に 1回 火曜日 午前10時からです。 どの 週かは、電話で 聞いて ください。{RESTS}",
        "Every other Tuesday, from 10:00 a.m. (which week is not confirmed, closed on public holidays)",
    ),
    "every third week": (
        [rule(freq=Frequency.WEEKLY, weekdays=(1,), interval=3, anchor=date(2026, 11, 3), opens_at=time(10))],
        "3週に1回 火曜 午前10時から（祝日は休み）",
        f"3週間に 1回 火曜日 午前10時からです。{RESTS}",
        "Every 3 weeks on Tuesday, from 10:00 a.m. (closed on public holidays)",
    ),
    "hours unknown": (
        [closed(weekly((6,)))],
        "毎週 日曜 時刻は未確認（祝日は休み）",
        f"毎週 日曜日です。 時間は、電話で 聞いて ください。{RESTS}",
        "Every Sunday, time not confirmed (closed on public holidays)",
    ),
    "only the end is known": (
        [closed(weekly((6,), None, time(12)))],
        "毎週 日曜 正午まで・始まりの時刻は未確認（祝日は休み）",
        f"毎週 日曜日 昼の 12時までです。{RESTS}",
        "Every Sunday, until noon, start not confirmed (closed on public holidays)",
    ),
    "winter season, days of the month": (
        [
            rule(
                freq=Frequency.MONTHLY,
                monthdays=(8, 18, -1),
                months=(1, 2, 11, 12),
                opens_at=time(17),
                closes_at=time(20),
                new_year_rule=CLOSED,
            )
        ],
        "11月〜2月の 毎月 8日・18日・末日 午後5時〜8時（祝日は休み、年末年始は休み）",
        (
            "11月から 2月まで、 毎月 8日と 18日と 最後の 日 午後5時から 午後8時までです。"
            f"{RESTS} 12月29日から 1月3日までは 休みです。"
        ),
        (
            "8th, 18th and last day of every month in November to February, 5:00–8:00 p.m. "
            "(closed on public holidays, closed Dec 29 to Jan 3)"
        ),
    ),
    "single days": (
        [
            SessionRule(
                freq=Frequency.DATES,
                dates=(date(2026, 11, 27), date(2026, 12, 11), date(2027, 1, 8)),
                opens_at=time(11),
                closes_at=time(13),
            )
        ],
        "2026年11月27日（金）・12月11日（金）・2027年1月8日（金） 午前11時〜午後1時",
        "2026年11月27日（金曜日）と 2026年12月11日（金曜日）と 2027年1月8日（金曜日） 午前11時から 午後1時までです。",
        "Fri 27 November 2026, Fri 11 December 2026 and Fri 8 January 2027, 11:00 a.m.–1:00 p.m.",
    ),
    "day and night, for a time": (
        [
            replace(
                weekly(EVERY_DAY, time(22), time(5)),
                holiday_rule=OPEN,
                new_year_rule=OPEN,
                valid_from=date(2026, 12, 1),
                valid_to=date(2027, 2, 28),
            )
        ],
        "毎日 午後10時〜翌日の午前5時（祝日もあり、年末年始もあり、2026年12月1日から、2027年2月28日まで）",
        (
            "毎日 午後10時から 次の 日の 午前5時までです。 祝日（国の 休みの 日）も あります。"
            " 12月29日から 1月3日までも あります。 2026年12月1日（火曜日）に 始まります。"
            " 2027年2月28日（日曜日）に 終わります。"
        ),
        (
            "Every day, 10:00 p.m.–5:00 a.m. the next day (also on public holidays, also Dec 29 to Jan 3, "
            "from Tue 1 December 2026, until Sun 28 February 2027)"
        ),
    ),
    "nothing known": ([], "日時は未確認", "日と 時間は、電話で 聞いて ください。", "days and times not confirmed"),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_timetable_is_said_in_three_voices(name: str) -> None:
    several, *words = TABLE[name]
    assert [sentence(several, voice) for voice in Voice] == words


@given(st.lists(rules(), min_size=1, max_size=3), st.sampled_from(Voice))
def test_any_timetable_can_be_said_and_no_placeholder_is_left(several: list[SessionRule], voice: Voice) -> None:
    said = sentence(several, voice)
    assert said
    assert not {"None", "{", "  "} & {said[at : at + size] for size in (1, 2, 4) for at in range(len(said))}
    assert said == said.strip()
