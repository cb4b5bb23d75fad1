"""Which handler does an outbox row of a kind belong to? Put together once, from every package that promises work."""

from collections.abc import Mapping

from app.alert_rounds import AlertRounds
from app.exports import Exports
from app.mail import alerts as alert_mails
from app.mail import door_code, host_question, listing_changed
from app.mail.mailer import mailer_of
from app.mail.sending import MailSender
from app.rounds import Rounds
from app.settings import Settings
from app.worker import Chore, Sender, Worker
from casework import inquiry_tasks
from core.database import Database
from core.outbox import Handler
from directory import alerts
from directory.search.finder import Finder, open_index
from directory.search.indexer import Indexer
from matching import answers, gap_waits, withdrawals

HANDLERS: Mapping[str, Handler] = {
    answers.KIND: answers.keep_promise,
    gap_waits.KIND: gap_waits.keep_promise,
    withdrawals.KIND: withdrawals.keep_promise,
    inquiry_tasks.KIND: inquiry_tasks.keep_promise,
    host_question.ASKED: host_question.tell_stewards,
}
"""What changes our own rows, in one transaction with its mark."""

MAILS = {
    door_code.KIND: door_code.compose,
    host_question.KIND: host_question.compose,
    listing_changed.KIND: listing_changed.compose,
    alerts.CONFIRM: alert_mails.compose_confirmation,
    alerts.NEWS: alert_mails.compose_news,
}
"""What becomes a mail: each kind with what writes it from our rows."""


def worker_of(settings: Settings, database: Database) -> Worker:
    """The worker of this installation."""
    return Worker(database, HANDLERS, chores_of(settings, database), senders_of(settings, database))


def senders_of(settings: Settings, database: Database) -> Mapping[str, Sender]:
    """What reaches outside: each kind of mail."""
    mailer = mailer_of(settings)
    return {kind: MailSender(database, mailer, compose, settings) for kind, compose in MAILS.items()}


def chores_of(settings: Settings, database: Database) -> tuple[Chore, ...]:
    """What the worker does besides the outbox: it keeps the index true, sees to days, publishes, tells news."""
    index = open_index(settings.index_dir, settings.search_backend)
    news = AlertRounds(database, Finder(index))
    return (Indexer(database, index).catch_up, Rounds(database), Exports(database, settings), news)
