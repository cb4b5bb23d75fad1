"""Days on which a listing rests: the next ones by one press, longer ones by two days, and taken back again."""

from dataclasses import replace

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, Form, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app import requests
from app.access import requires
from app.hosts import subjects
from app.hosts.blueprint import hosts
from app.hosts.pages import OK, SEE_OTHER, show
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from core import clock
from core.errors import ConflictError
from directory import listings, permissions, schedules
from directory.content_rows import content_of
from directory.models.service import Service
from directory.recurrence.rules import Closure

UNPROCESSABLE = 422
CONFLICT = 409
NEXT = 3
MOST_LETTERS = 60


class ClosureForm(Form):
    """From which day until which, and why."""

    starts_on = DateField(lazy("休みの最初の日"), [InputRequired(lazy("休みの最初の日を入れてください。"))])
    ends_on = DateField(
        lazy("休みの最後の日"), [Optional()], description=lazy("1日だけのときは、空けておいてください。")
    )
    reason = StringField(
        lazy("わけ"),
        [Optional(), Length(max=MOST_LETTERS, message=lazy("60文字までにしてください。"))],
        description=lazy("例：会館の工事。住民のページに出ます。"),
    )

    def validate_starts_on(self, field: DateField) -> None:
        """What is past cannot be called off."""
        if field.data and field.data < clock.today():
            raise ValidationError(_("過ぎた日は休みにできません。"))

    def validate_ends_on(self, field: DateField) -> None:
        """A rest ends after it has begun."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("最後の日が、最初の日より前になっています。"))


@hosts.get("/listings/<uuid:service_id>/closures", endpoint="closures")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def show_closures(service: Service) -> ResponseReturnValue:
    """Show the next sessions, each with one press to call it off, and the rests that are planned."""
    return _page(service, ClosureForm())


@hosts.post("/listings/<uuid:service_id>/closures", endpoint="add_closure")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def add_closure(service: Service) -> ResponseReturnValue:
    """Call a day or several off."""
    form = ClosureForm(request.form)
    if not form.validate():
        return _page(service, form, UNPROCESSABLE)
    if request.form.get("version") != str(service.version):
        return _page(service, form, CONFLICT, is_stale=True)
    content = content_of(service)
    after = replace(content, closures=tuple(dict.fromkeys((*content.closures, _typed(form)))))
    listings.rewrite(requests.session(), requests.actor(), service, after, reason=_("休みの日"))
    return redirect(url_for("hosts.edit", service_id=service.id, done="saved"), SEE_OTHER)


@hosts.post("/listings/<uuid:service_id>/closures/remove", endpoint="remove_closure")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def remove_closure(service: Service) -> ResponseReturnValue:
    """Take a planned rest back."""
    session, content = requests.session(), content_of(service)
    closure = next((one for one in content.closures if key_of(one) == request.form.get("closure")), None)
    if closure is None:
        raise ConflictError("この休みは、もうありません。")
    if closure.starts_on == closure.ends_on:
        listings.open_again_on(session, requests.actor(), service, closure.starts_on)
    else:
        after = replace(content, closures=tuple(one for one in content.closures if one != closure))
        listings.rewrite(session, requests.actor(), service, after, reason=_("休みの日"))
    return redirect(url_for("hosts.edit", service_id=service.id, done="saved"), SEE_OTHER)


def key_of(closure: Closure) -> str:
    """Which rest of a listing this is."""
    return f"{closure.starts_on}_{closure.ends_on}"


def _typed(form: ClosureForm) -> Closure:
    first = form.starts_on.data or clock.today()
    return Closure(starts_on=first, ends_on=form.ends_on.data or first, reason=(form.reason.data or "").strip())


def _page(service: Service, form: ClosureForm, status: int = OK, *, is_stale: bool = False) -> tuple[str, int]:
    version = request.form.get("version", str(service.version)) if not is_stale else str(service.version)
    return show(
        "hosts/closures.html",
        status,
        service=service,
        form=form,
        version=version,
        is_stale=is_stale,
        sessions=schedules.next_of(service, clock.now(), count=NEXT),
        closures=[(key_of(one), one) for one in schedules.closures_ahead(service)],
    )
