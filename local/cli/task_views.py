"""How open tasks are shown: their step, whose they are, and how they stand against time."""

from collections.abc import Iterator
from typing import Any

from local.cli.language import Language, heard, said
from local.cli.tables import Column
from local.cli.values import NOTHING, at, moment, shown, value

LATE = said("quá hạn", "late")
WILL_BE = said("sẽ quá hạn", "will be late")
BEHIND = said("bước chậm", "step behind")


def step(item: Any, language: Language) -> str:
    """`2/3 Signature (leader)`."""
    found = at(item, ("step",))
    if found is None:
        return NOTHING
    post = f" ({shown(found['role'], language)})" if found["role"] else ""
    return f"{found['number']}/{found['of']} {shown(found['name'], language)}{post}"


def standing(item: Any, language: Language) -> str:
    """The worst that holds."""
    if at(item, ("late",)):
        return heard(LATE, language)
    if at(item, ("forecast", "will_be_late")):
        return heard(WILL_BE, language)
    return heard(BEHIND, language) if at(item, ("behind",)) else NOTHING


COLUMNS = [
    Column("dossier", value("dossier_code"), whole=True),
    Column("task", value("task_id"), whole=True),
    Column("kind", value("kind"), whole=True),
    Column("standing", standing, whole=True),
    Column("assignee", value("assignee"), from_width=70),
    Column("step", step, from_width=100),
    Column("outcomes", value("outcomes"), from_width=70),
    Column("due_at", moment("due_at"), whole=True, from_width=100),
    Column("step_due_at", moment("step_due_at"), whole=True, from_width=140),
    Column("opened_at", moment("opened_at"), whole=True, from_width=140),
    Column("procedure", value("procedure_code"), whole=True, from_width=140),
]

FACTS = [
    Column("dossier", value("dossier_code")),
    Column("task", value("task_id")),
    Column("step", step),
    Column("assignee", value("assignee")),
    Column("since", moment("assigned", "at")),
    Column("by", value("assigned", "by")),
    Column("note", value("assigned", "note")),
    Column("standing", standing),
    Column("due_at", moment("due_at")),
    Column("step_due_at", moment("step_due_at")),
    Column("late_from", moment("forecast", "late_from")),
]

COUNTED = [
    Column("group", value("group")),
    *(
        Column(name, value(name), right=True, whole=True)
        for name in ("open", "late", "will_be_late", "behind")
    ),
]


def counted(summary: Any) -> Iterator[dict[str, Any]]:
    """Each group, and all together."""
    yield from summary["groups"]
    yield {**summary["total"], "group": "Σ"}
