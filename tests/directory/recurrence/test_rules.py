from datetime import date

import pytest

from directory.recurrence.rules import Closure, Frequency, InvalidRuleError, SessionRule


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"freq": "weekly"}, "weekdays"),
        ({"freq": "weekly", "weekdays": (7,)}, "weekdays"),
        ({"freq": "weekly", "weekdays": (1,), "nths": (2,)}, "nths"),
        ({"freq": "weekly", "weekdays": (1,), "dates": (date(2026, 1, 1),)}, "dates"),
        ({"freq": "weekly", "weekdays": (1,), "interval": 0}, "interval"),
        ({"freq": "monthly", "weekdays": (1,)}, "nths"),
        ({"freq": "monthly", "nths": (1,)}, "nths"),
        ({"freq": "monthly", "nths": (6,), "weekdays": (1,)}, "nths"),
        ({"freq": "monthly", "monthdays": (32,)}, "monthdays"),
        ({"freq": "monthly", "monthdays": (1,), "interval": 2}, "interval"),
        ({"freq": "dates"}, "weekdays"),
        ({"freq": "weekly", "weekdays": (1,), "months": (13,)}, "months"),
        (
            {"freq": "weekly", "weekdays": (1,), "valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
            "valid_to",
        ),
    ],
)
def test_a_rule_that_no_calendar_can_hold_is_refused_by_the_name_of_its_field(
    fields: dict[str, object], named: str
) -> None:
    fields["freq"] = Frequency(fields["freq"])
    with pytest.raises(InvalidRuleError, match=f"^{named}:"):
        SessionRule(**fields)


def test_the_order_in_which_days_are_typed_does_not_matter() -> None:
    one = SessionRule(freq=Frequency.MONTHLY, weekdays=(4, 1, 4), nths=(-1, 3, 1))
    assert (one.weekdays, one.nths) == ((1, 4), (1, 3, -1))


def test_a_closure_cannot_end_before_it_starts() -> None:
    with pytest.raises(InvalidRuleError):
        Closure(starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1))
