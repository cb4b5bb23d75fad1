"""Two options beside each other: the differences sum up, and what a rule forbids is said."""

import re

from directory.models.service import Service
from tests.app.staff.conftest import Desk
from tests.factories.town import a_service


def two_options(desk: Desk) -> tuple[str, list[str]]:
    """A person's page of options, and the keys of the open place and a full one."""
    with desk.scene(is_by_arrangement=True, name="ひだまりの会") as scene:
        full: Service = a_service(scene.session, scene.town, name="満員の会", intake_slots=0)
        return f"/staff/people/{scene.person.id}/options", [str(scene.service.id), str(full.id)]


def test_the_differences_sum_up_to_the_difference_of_the_scores(desk: Desk) -> None:
    page, keys = two_options(desk)
    text = desk.browser.get(f"{page}/compare/{'/'.join(keys)}").get_data(as_text=True)
    table = text.split("<tbody>")[1].split("</tbody>")[0]
    rows = [re.findall(r">([^<>]+)</t[hd]>", row) for row in table.split("</tr>") if "<td" in row]
    *parts, whole = [[int(cell) for cell in row[1:]] for row in rows]
    assert whole == [sum(column) for column in zip(*parts, strict=True)]
    assert all(one - other == difference for one, other, difference in [*parts, whole])


def test_what_a_rule_forbids_is_said(desk: Desk) -> None:
    page, keys = two_options(desk)
    text = desk.browser.get(f"{page}/compare/{'/'.join(keys)}").get_data(as_text=True)
    assert "外した理由" in text
    assert "ひだまりの会" in text


def test_a_listing_that_is_none_is_not_found(desk: Desk) -> None:
    page, keys = two_options(desk)
    assert desk.browser.get(f"{page}/compare/{keys[0]}/00000000-0000-0000-0000-000000000000").status_code == 404
