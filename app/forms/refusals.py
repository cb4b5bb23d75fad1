"""Where does a refusal of the domain stand in a form? On the field that must change, in the reader's words."""

from wtforms import Form

from app.rendering.words import gettext as _
from core.errors import InvalidError


def put_on_fields(form: Form, error: InvalidError) -> None:
    """Put every sentence on its field; what the form does not ask stands in the summary alone."""
    for name, sentence in error.fields.items():
        if name in form:
            form[name].errors = [*form[name].errors, _(sentence)]
        else:
            form.form_errors.append(_(sentence))
