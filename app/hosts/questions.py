"""One question to a host: shown, answered by one press, and taken back within seven days."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import requests
from app.access import requires
from app.hosts import subjects
from app.hosts.answer_form import AnswerForm
from app.hosts.blueprint import hosts
from app.hosts.pages import OK, SEE_OTHER, back_home, show
from app.hosts.words import BUTTONS, FEW, NEXT, TITLES
from app.rendering.words import gettext as _
from core.errors import InvalidError, NotFoundError
from directory import inbox, permissions
from directory.inbox import Answer, GivenAnswer
from directory.models.host_inbox import HostQuestion, QuestionKind

UNPROCESSABLE = 422


@hosts.get("/questions/<uuid:question_id>", endpoint="question")
@requires(permissions.HOST_ANSWER, subjects.find_question)
def show_question(question: HostQuestion) -> ResponseReturnValue:
    """Show one question; once it is answered, what happens next."""
    return page_of(question, AnswerForm())


@hosts.post("/questions/<uuid:question_id>/answer", endpoint="answer")
@requires(permissions.HOST_ANSWER, subjects.find_question)
def answer(question: HostQuestion) -> ResponseReturnValue:
    """Keep the answer and say what happens next."""
    form = AnswerForm(request.form)
    pressed = request.form.get("answer", "")
    if not form.validate():
        return page_of(question, form, UNPROCESSABLE)
    try:
        given = GivenAnswer(_answer_of(question, pressed), words=form.words.data or "", number=form.number.data)
        inbox.answer(requests.session(), requests.actor(), question, given)
    except InvalidError:
        form.number.errors = [_("0から99までの数を入れてください。")]
        return page_of(question, form, UNPROCESSABLE)
    return redirect(url_for("hosts.question", question_id=question.id), SEE_OTHER)


@hosts.post("/questions/<uuid:question_id>/undo", endpoint="undo_answer")
@requires(permissions.HOST_ANSWER, subjects.find_question)
def undo_answer(question: HostQuestion) -> ResponseReturnValue:
    """Take the answer back; the question is open again."""
    inbox.undo(requests.session(), requests.actor(), question)
    return back_home(question.organization_id, done="undone")


def page_of(question: HostQuestion, form: AnswerForm, status: int = OK) -> tuple[str, int]:
    """The page of a question, open or answered."""
    given = inbox.standing_answer(question)
    return show(
        "hosts/question.html",
        status,
        question=question,
        given=given,
        follows=NEXT.get(Answer(given.answer), "") if given else "",
        form=form,
        titles=TITLES,
        buttons=BUTTONS,
        choices=inbox.CHOICES,
        few=FEW,
    )


def _answer_of(question: HostQuestion, pressed: str) -> Answer:
    if question.kind is QuestionKind.CAPACITY:
        return Answer.NUMBER
    if pressed not in inbox.CHOICES[question.kind]:
        raise NotFoundError("このページは見つかりません。")
    return Answer(pressed)
