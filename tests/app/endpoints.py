"""The law as a reader of the documents would write it down: who may what, and which endpoint asks for which right.

This is a second source on purpose: it is not computed from the product's permissions, so that a rule that is dropped
there, or a decorator that names the wrong right, disagrees with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from core.access import Role
from directory.exchange.hsds.terms import FACT_TERMS, KINDS
from tests.factories.whole_town import Relation

HOST, PARTICIPATION = Role.HOST_STEWARD, Role.PARTICIPATION_COORDINATOR
COMMUNITY, ADMINISTRATOR = Role.COMMUNITY_SUPPORT_COORDINATOR, Role.ADMINISTRATOR
OWN: Final = frozenset({Relation.OWN})
TOWN: Final = frozenset({Relation.OWN, Relation.OTHER})
"""Whatever exists in the actor's own town; what belongs to another town exists for nobody."""
Grants = Mapping[Role, frozenset[Relation]]

OFFICE: Final[Grants] = dict.fromkeys((PARTICIPATION, COMMUNITY, ADMINISTRATOR), TOWN)
TEAM: Final[Grants] = {PARTICIPATION: OWN, COMMUNITY: OWN}
"""The administrator of the whole town stands in the team too, and still may not."""

LAW: Final[Mapping[str, Grants]] = {
    "staff_area": OFFICE,
    "law_see": OFFICE,
    "user_manage": {ADMINISTRATOR: TOWN},
    "audit_see": {ADMINISTRATOR: TOWN},
    "listing_edit": {**OFFICE, HOST: OWN},
    "listing_add": OFFICE,
    "host_page": {HOST: OWN},
    "host_answer": {**OFFICE, HOST: OWN},
    "host_device_manage": OFFICE,
    "host_notice_settle": OFFICE,
    "listing_report_settle": OFFICE,
    "gap_keep": OFFICE,
    "inquiry_list": {PARTICIPATION: TOWN, COMMUNITY: TOWN},
    "inquiry_answer": {PARTICIPATION: TOWN, COMMUNITY: TOWN},
    "word_group_edit": OFFICE,
    "person_register": {PARTICIPATION: TOWN},
    "person_list": {PARTICIPATION: TOWN},
    "person_see": TEAM,
    "person_edit": TEAM,
    "task_list": {PARTICIPATION: TOWN, COMMUNITY: TOWN},
    "task_keep": TEAM,
    "today_see": {PARTICIPATION: TOWN},
    "person_match": TEAM,
    "placement_see": TEAM,
    "placement_move": TEAM,
    "follow_up_record": TEAM,
    "batch_plan": {PARTICIPATION: TOWN},
    "batch_see": {PARTICIPATION: OWN},
    "waiting_see": {PARTICIPATION: TOWN},
    "weights_see": OFFICE,
    "weights_edit": {ADMINISTRATOR: TOWN},
}
"""Which role holds which right over whose records; a role that is not named holds it over none."""

PUBLIC: Final = "public"
DEMO: Final = "demo"
"""Open to everybody in a demo town, and in no other: it does not exist there."""


@dataclass(frozen=True)
class Endpoint:
    """The right that an endpoint asks for, and the name in its address that says whose record it is about."""

    right: str
    subject: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Names in the address with the value to give, or with the name of another kind of value of the whole town."""
    form: Mapping[str, str] = field(default_factory=dict)
    """What its button sends; a value may be the name of a kind of value of the whole town."""


NEXT_WEEK: Final = "2026-12-02"
MISSING: Final = {"kind": "hyakusai_taiso", "district_id": "", "reason": "too_far"}
WISH: Final = {"wish": "visit", "name": "山根", "phone": "0856-31-0000"}
OFFERED: Final = {"placement_id": "offered_id"}
AMENDED: Final = {"press": "forbid", "person": "person_id", "service": "service_id"}

ENDPOINTS: Final[Mapping[str, Endpoint]] = {
    "static": Endpoint(PUBLIC, fixed={"filename": "css/"}),
    "public.home": Endpoint(PUBLIC),
    "public.search": Endpoint(PUBLIC),
    "public.search_print": Endpoint(PUBLIC),
    "public.complete": Endpoint(PUBLIC),
    "public.listing": Endpoint(PUBLIC, "service_id"),
    "public.listing_print": Endpoint(PUBLIC, "service_id"),
    "public.guide": Endpoint(PUBLIC),
    "public.new_alert": Endpoint(PUBLIC),
    "public.ask_for_alert": Endpoint(PUBLIC, form={"email": "hanako@example.jp", "search": "q=体操"}),
    "public.alert_asked": Endpoint(PUBLIC),
    "public.alert_ended": Endpoint(PUBLIC),
    "public.alert": Endpoint(PUBLIC, "alert_token"),
    "public.confirm_alert": Endpoint(PUBLIC, "alert_token"),
    "public.end_alert": Endpoint(PUBLIC, "alert_token"),
    "public.report": Endpoint(PUBLIC, "service_id"),
    "public.send_report": Endpoint(PUBLIC, "service_id", form={"subject": "times"}),
    "public.reported": Endpoint(PUBLIC, "report_id"),
    "public.add_report_words": Endpoint(PUBLIC, "report_id", form={"words": "10時からでした"}),
    "public.general_inquiry": Endpoint(PUBLIC),
    "public.send_general_inquiry": Endpoint(PUBLIC, form=WISH),
    "public.inquiry": Endpoint(PUBLIC, "service_id"),
    "public.send_inquiry": Endpoint(PUBLIC, "service_id", form=WISH),
    "public.inquiry_thanks": Endpoint(PUBLIC),
    "public.listing_by_number": Endpoint(PUBLIC, "number"),
    "public.listing_calendar": Endpoint(PUBLIC, "service_id"),
    "public.calendar": Endpoint(PUBLIC),
    "public.open_data": Endpoint(PUBLIC),
    "public.open_data_file": Endpoint(PUBLIC, fixed={"name": "event.csv"}),
    "public.changes": Endpoint(PUBLIC),
    "public.sitemap": Endpoint(PUBLIC),
    "public.robots": Endpoint(PUBLIC),
    "public.search_frame": Endpoint(PUBLIC),
    "public.display": Endpoint(PUBLIC),
    "hsds.about": Endpoint(PUBLIC),
    "hsds.openapi": Endpoint(PUBLIC),
    "hsds.services": Endpoint(PUBLIC),
    "hsds.service": Endpoint(PUBLIC, "service_id", {"key": "service_id"}),
    "hsds.organizations": Endpoint(PUBLIC),
    "hsds.organization": Endpoint(PUBLIC, "organization_id", {"key": "organization_id"}),
    "hsds.service_at_locations": Endpoint(PUBLIC),
    "hsds.service_at_location": Endpoint(PUBLIC, "at_id", {"key": "at_id"}),
    "hsds.taxonomies": Endpoint(PUBLIC),
    "hsds.taxonomy": Endpoint(PUBLIC, fixed={"key": str(KINDS.id)}),
    "hsds.taxonomy_terms": Endpoint(PUBLIC),
    "hsds.taxonomy_term": Endpoint(PUBLIC, fixed={"key": str(FACT_TERMS["step_free"].id)}),
    "entrance.sign_in": Endpoint(PUBLIC),
    "entrance.begin_session": Endpoint(PUBLIC),
    "entrance.end_session": Endpoint(PUBLIC),
    "entrance.invitation": Endpoint(PUBLIC, "token"),
    "entrance.accept_invitation": Endpoint(PUBLIC, "token"),
    "demo.index": Endpoint(DEMO),
    "demo.mails": Endpoint(DEMO),
    "demo.enter_worker": Endpoint(DEMO, "membership_id"),
    "demo.enter_host": Endpoint(DEMO, "steward_id"),
    "hosts.door": Endpoint(PUBLIC, "reference"),
    "hosts.send_code": Endpoint(PUBLIC, "reference"),
    "hosts.enter": Endpoint(PUBLIC, "reference"),
    "hosts.home": Endpoint("host_page", "organization_id"),
    "hosts.call_me": Endpoint("host_page", "organization_id"),
    "hosts.devices": Endpoint("host_page", "organization_id"),
    "hosts.revoke_device": Endpoint("host_page", "organization_id"),
    "hosts.question": Endpoint("host_answer", "question_id"),
    "hosts.answer": Endpoint("host_answer", "question_id", form={"answer": "yes"}),
    "hosts.undo_answer": Endpoint("host_answer", "question_id"),
    "hosts.confirm": Endpoint("listing_edit", "service_id"),
    "hosts.rest": Endpoint("listing_edit", "service_id", {"day": NEXT_WEEK}),
    "hosts.close_day": Endpoint("listing_edit", "service_id", form={"day": NEXT_WEEK}),
    "hosts.open_day": Endpoint("listing_edit", "service_id", form={"day": NEXT_WEEK}),
    "hosts.undo": Endpoint("listing_edit", "service_id"),
    "hosts.edit": Endpoint("listing_edit", "service_id"),
    "hosts.part": Endpoint("listing_edit", "service_id", {"code": "fee"}),
    "hosts.save_part": Endpoint("listing_edit", "service_id", {"code": "fee"}),
    "hosts.resume": Endpoint("listing_edit", "service_id"),
    "hosts.tell": Endpoint("listing_edit", "service_id"),
    "hosts.send_words": Endpoint("listing_edit", "service_id"),
    "hosts.closures": Endpoint("listing_edit", "service_id"),
    "hosts.add_closure": Endpoint("listing_edit", "service_id"),
    "hosts.remove_closure": Endpoint("listing_edit", "service_id"),
    "staff.start": Endpoint("staff_area"),
    "staff.go_on": Endpoint("staff_area"),
    "staff.law": Endpoint("law_see"),
    "staff.missed": Endpoint("listing_add"),
    "staff.today": Endpoint("today_see"),
    "staff.tasks": Endpoint("task_list"),
    "staff.promise_task": Endpoint("task_list"),
    "staff.task_done": Endpoint("task_keep", "task_id"),
    "staff.task_later": Endpoint("task_keep", "task_id"),
    "staff.task_reopen": Endpoint("task_keep", "task_id"),
    "staff.people": Endpoint("person_list"),
    "staff.register": Endpoint("person_register"),
    "staff.register_person": Endpoint("person_register"),
    "staff.person": Endpoint("person_see", "person_id"),
    "staff.edit_person": Endpoint("person_edit", "person_id"),
    "staff.revise_person": Endpoint("person_edit", "person_id"),
    "staff.person_end": Endpoint("person_edit", "person_id"),
    "staff.close_person": Endpoint("person_edit", "person_id"),
    "staff.reopen_person": Endpoint("person_edit", "person_id"),
    "staff.need": Endpoint("person_edit", "person_id"),
    "staff.save_need": Endpoint("person_edit", "person_id"),
    "staff.change_need": Endpoint("person_edit", "person_id"),
    "staff.consents": Endpoint("person_see", "person_id"),
    "staff.give_support": Endpoint("person_edit", "person_id"),
    "staff.give_tell_host": Endpoint("person_edit", "person_id"),
    "staff.consent_end": Endpoint("person_edit", "person_id"),
    "staff.withdraw_consent": Endpoint("person_edit", "person_id"),
    "staff.options": Endpoint("person_match", "person_id"),
    "staff.options_print": Endpoint("person_match", "person_id"),
    "staff.compare": Endpoint("person_match", "person_id", {"one_id": "service_id", "other_id": "service_id"}),
    "staff.choose": Endpoint("person_match", "person_id", form={"service": "service_id"}),
    "staff.board": Endpoint("batch_plan"),
    "staff.start_run": Endpoint("batch_plan", form={"people": "person_id", "objective": "total", "floor": "350"}),
    "staff.keep_apart": Endpoint("batch_plan", form={"one": "person_id", "other": "person_id"}),
    "staff.let_together": Endpoint("batch_plan", form={"one": "person_id", "other": "newcomer_id"}),
    "staff.run": Endpoint("batch_see", "run_id"),
    "staff.amend_run": Endpoint("batch_see", "run_id", form=AMENDED),
    "staff.run_again": Endpoint("batch_see", "run_id", form={"objective": "total", "floor": "350"}),
    "staff.compare_runs": Endpoint("batch_see", "run_id", {"with": "run_id"}),
    "staff.publish_run": Endpoint("batch_see", "run_id"),
    "staff.run_calls": Endpoint("batch_see", "run_id"),
    "staff.waiting_for": Endpoint("waiting_see", "service_id"),
    "staff.placement": Endpoint("placement_see", "placement_id"),
    "staff.step": Endpoint("placement_move", "placement_id", {"key": "pause"}),
    "staff.take_step": Endpoint("placement_move", "placement_id", {"key": "pause"}),
    "staff.undo_step": Endpoint("placement_move", "placement_id"),
    "staff.ask": Endpoint("placement_move", "placement_id", OFFERED),
    "staff.ask_check": Endpoint("placement_move", "placement_id", OFFERED),
    "staff.ask_in_words": Endpoint("placement_move", "placement_id", OFFERED),
    "staff.follow_up": Endpoint("follow_up_record", "follow_up_id"),
    "staff.record_follow_up": Endpoint("follow_up_record", "follow_up_id"),
    "staff.follow_up_later": Endpoint("follow_up_record", "follow_up_id"),
    "staff.take_back_follow_up": Endpoint("follow_up_record", "follow_up_id"),
    "staff.listings": Endpoint("listing_add"),
    "staff.listing": Endpoint("listing_edit", "service_id"),
    "staff.confirm_listing": Endpoint("listing_edit", "service_id"),
    "staff.word_groups": Endpoint("word_group_edit"),
    "staff.add_word_group": Endpoint("word_group_edit", form={"words": "とんど焼き、どんど焼き", "direction": "both"}),
    "staff.word_group": Endpoint("word_group_edit", "group_id"),
    "staff.change_word_group": Endpoint("word_group_edit", "group_id"),
    "staff.removing_word_group": Endpoint("word_group_edit", "group_id"),
    "staff.remove_word_group": Endpoint("word_group_edit", "group_id"),
    "staff.listing_reports": Endpoint("listing_report_settle"),
    "staff.listing_report": Endpoint("listing_report_settle", "report_id"),
    "staff.settle_listing_report": Endpoint("listing_report_settle", "report_id", form={"outcome": "right"}),
    "staff.gaps": Endpoint("gap_keep"),
    "staff.new_gap": Endpoint("gap_keep"),
    "staff.note_gap": Endpoint("gap_keep", form=MISSING),
    "staff.person_gaps": Endpoint("person_match", "person_id"),
    "staff.note_person_gap": Endpoint("person_match", "person_id", form=MISSING),
    "staff.begin_development": Endpoint("gap_keep", form={"kind": "kayoinoba", "title": "夜の居場所"}),
    "staff.development": Endpoint("gap_keep", "development_id"),
    "staff.development_step": Endpoint("gap_keep", "development_id", form={"state": "trial"}),
    "staff.inquiries": Endpoint("inquiry_list"),
    "staff.inquiry": Endpoint("inquiry_answer", "inquiry_id"),
    "staff.answer_inquiry": Endpoint("inquiry_answer", "inquiry_id", form={"outcome": "talked"}),
    "staff.hosts": Endpoint("host_device_manage"),
    "staff.host": Endpoint("host_device_manage", "organization_id"),
    "staff.appoint_steward": Endpoint("host_device_manage", "organization_id"),
    "staff.read_out_code": Endpoint("host_device_manage", "steward_id"),
    "staff.steward_paper": Endpoint("host_device_manage", "steward_id"),
    "staff.end_steward": Endpoint("host_device_manage", "steward_id"),
    "staff.revoke_device": Endpoint("host_device_manage", "steward_id"),
    "staff.ask_host": Endpoint("listing_edit", "service_id", form={"kind": "confirm"}),
    "staff.settle_notice": Endpoint("host_notice_settle", "notice_id"),
    "admin.users": Endpoint("user_manage"),
    "admin.invite": Endpoint("user_manage"),
    "admin.end_role": Endpoint("user_manage", "membership_id"),
    "staff.weights": Endpoint("weights_see"),
    "admin.weights": Endpoint("weights_edit", fixed={"name": "standard"}),
    "admin.save_weights": Endpoint("weights_edit", fixed={"name": "standard"}),
    "admin.audit": Endpoint("audit_see"),
}
"""Every endpoint of the product."""
