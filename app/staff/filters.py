"""How do templates say the case side's codes? By filters, installed with the workers' pages."""

from collections.abc import Callable, Mapping

from app.staff.blueprint import staff
from app.staff.board_words import change_words, objective_name, run_name, signed
from app.staff.step_words import reason_of
from app.staff.words import age_of, answer_name, contact_means_of, interval_name, lateness, state_kind, state_name

FILTERS: Mapping[str, Callable[..., object]] = {
    "age_words": age_of,
    "answer_name": answer_name,
    "change_words": change_words,
    "contact_means": contact_means_of,
    "interval_name": interval_name,
    "lateness": lateness,
    "objective_name": objective_name,
    "run_name": run_name,
    "signed": signed,
    "state_kind": state_kind,
    "state_name": state_name,
    "step_reason": reason_of,
}
for name, speak in FILTERS.items():
    staff.add_app_template_filter(speak, name)
