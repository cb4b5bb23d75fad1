"""How much does each matter weigh when options are ranked? The administrator sets it, version by version."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, IntegerField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from app import requests
from app.access import requires
from app.admin.blueprint import admin
from app.forms.refusals import put_on_fields
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from core.errors import InvalidError, StaleVersionError
from matching import permissions, town_weights
from matching.criteria.registry import CRITERIA
from matching.profiles.weights import TOTAL, profiles, scaled_to_total
from matching.town_weights import TownProfile, WrongTotalError

WHOLE = lazy("0から1000までの整数を入れてください。")


class PointsField(IntegerField):
    """A whole number of points; what was typed stays, whatever it is."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValidationError(str(WHOLE)) from error


class WeightsForm(Form):
    """One field for each criterion."""


for _criterion in CRITERIA:
    _checks = [InputRequired(WHOLE), NumberRange(0, TOTAL, WHOLE)]
    setattr(WeightsForm, _criterion.key, PointsField(lazy(_criterion.label), _checks))


@admin.get("/weights/<name>", endpoint="weights")
@requires(permissions.WEIGHTS_EDIT)
def show_weights(name: str) -> ResponseReturnValue:
    """Show the points of one profile, to be changed."""
    town = town_weights.find_profile(requests.session(), name)
    return _page(town, WeightsForm(data=town.profile.weights), 200)


@admin.post("/weights/<name>", endpoint="save_weights")
@requires(permissions.WEIGHTS_EDIT)
def save_weights(name: str) -> ResponseReturnValue:
    """Make the next version, or show again what was typed with what must change."""
    session = requests.session()
    town, form = town_weights.find_profile(session, name), WeightsForm(request.form)
    if not form.validate():
        return _page(town, form, 422)
    if "scale" in request.form:
        return _page(town, _scaled(form), 200)
    try:
        version = request.form.get("version", -1, type=int)
        town_weights.save(session, requests.actor(), name, _weights(form), version=version)
    except WrongTotalError as error:
        form[error.field].errors = [_difference(error)]
        return _page(town, form, 422)
    except InvalidError as error:
        put_on_fields(form, error)
        return _page(town, form, 422)
    except StaleVersionError as error:
        form.form_errors.append(_(str(error)))
        return _page(town, form, 409)
    return redirect(url_for("staff.weights"), 303)


def _difference(error: WrongTotalError) -> str:
    if error.missing > 0:
        words = _("ぜんぶで%(typed)s点です。あと%(more)s点たして、1000点にしてください。")
        return words % {"typed": error.typed, "more": error.missing}
    words = _("ぜんぶで%(typed)s点です。%(less)s点へらして、1000点にしてください。")
    return words % {"typed": error.typed, "less": -error.missing}


def _weights(form: WeightsForm) -> Mapping[str, int]:
    return {field.name: field.data for field in form}


def _scaled(form: WeightsForm) -> WeightsForm:
    """The typed proportions in points that sum to 1000; nothing is saved yet."""
    weights = _weights(form)
    return WeightsForm(data=scaled_to_total(weights)) if any(weights.values()) else form


def _page(town: TownProfile, form: WeightsForm, status: int) -> ResponseReturnValue:
    shipped = profiles()[town.profile.name].weights
    typed = sum(field.data or 0 for field in form)
    words = {"town": town, "form": form, "shipped": shipped, "typed": typed, "total": TOTAL}
    return render_template("admin/weights.html", **words), status
