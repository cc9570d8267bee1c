"""A dossier, its bills, their lines and its timeline as people see them."""

from typing import Any

from local.cli.language import Language
from local.cli.tables import Column, View, facts, rows
from local.cli.values import moment, money, shown, value


def status(item: Any, language: Language) -> str:
    """The national portal's number and our name for it."""
    return f"{item['status']['code']} {item['status']['name']}"


def _procedure(item: Any, language: Language) -> str:
    """The procedure, and the version that the dossier was filed under."""
    return f"{item['procedure']['code']} ({shown(item['procedure']['version'], language)})"


COLUMNS = [
    Column("code", value("code"), whole=True),
    Column("status", status),
    Column("waiting_for", value("waiting_for", "kind")),
    Column("due_at", moment("waiting_for", "due_at"), whole=True, from_width=120),
    Column("procedure", value("procedure", "code"), whole=True),
    Column("applicant", value("applicant", "full_name"), from_width=100),
    Column("execution", value("execution", "state"), whole=True, from_width=70),
    Column("filed_at", moment("filed_at"), whole=True, from_width=140),
]
DETAILS = [
    Column("code", value("code")),
    Column("status", status),
    Column("waiting_for", value("waiting_for", "kind")),
    Column("task", value("waiting_for", "task_id")),
    Column("due_at", moment("waiting_for", "due_at")),
    Column("procedure", _procedure),
    Column("agency", value("agency_code")),
    Column("channel", value("channel")),
    Column("applicant", value("applicant")),
    Column("portal_reference", value("portal_reference")),
    Column("clock", value("clock", "explanation")),
    Column("execution", value("execution", "state")),
    Column("run", value("execution", "run")),
    Column("filed_at", moment("filed_at")),
    Column("version", value("version")),
]
BILLS = [
    Column("bill", value("bill_id"), whole=True),
    Column("amount", money("amount"), right=True, whole=True),
    Column("paid", money("paid"), right=True, whole=True),
    Column("state", value("state"), whole=True),
    Column("due_at", moment("due_at"), whole=True),
]
LINES = [
    Column("bill", value("bill_id"), whole=True),
    Column("line", value("line_id"), whole=True),
    Column("name", value("name")),
    Column("amount", money("amount"), right=True, whole=True),
    Column("legal_basis", value("legal_basis"), from_width=100),
]
EVENTS = [
    Column("seq", value("seq"), right=True, whole=True),
    Column("at", moment("at"), whole=True),
    Column("type", value("type"), whole=True),
    Column("actor", value("actor")),
    Column("data", value("data"), from_width=100),
]


def details(dossier: Any) -> list[View]:
    """A dossier, its bills and their lines."""
    bills = dossier["bills"]
    lines = [{**line, "bill_id": bill["bill_id"]} for bill in bills for line in bill["lines"]]
    return [facts(DETAILS, dossier), *([rows(BILLS, bills), rows(LINES, lines)] if bills else [])]
