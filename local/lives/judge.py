"""Whether every dossier stands where its decisions led, and the engine and the books agree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.domain.dossier import NATIONAL_CODE, Dossier, execution_name
from chalicelib.domain.invariants import Records
from local.lives.life import Life


def running(states: Any, workflow_arn: str) -> list[str]:
    """The names of the executions that run, by the engine itself."""
    pages = states.get_paginator("list_executions").paginate(
        stateMachineArn=workflow_arn, statusFilter="RUNNING"
    )
    return [one["name"] for page in pages for one in page["executions"]]


def judge(lives: Iterable[Life], records: Records, names: Iterable[str]) -> list[str]:
    """A sentence for each thing that is not as it must be."""
    dossiers = {dossier.code: dossier for dossier in records.dossiers}
    paid: dict[str, int] = defaultdict(int)
    for bill in records.bills:
        paid[bill.dossier_code] += bill.paid
    runs = Counter(name.rpartition("-")[0] for name in names)
    found: list[str] = []
    for life in lives:
        dossier = dossiers.get(life.code)
        if life.fault:
            found.append(f"{life.fault}: {life.story}")
        elif dossier is None:
            found.append(f"{life.code} is not there: {life.story}")
        else:
            found += _judged(life, dossier, paid[life.code], runs[_plain(life.code)])
    return found


def _judged(life: Life, dossier: Dossier, paid: int, runs: int) -> Iterator[str]:
    place = life.standing.place
    waits = dossier.waiting_for.kind.value if dossier.waiting_for else None
    stands = (NATIONAL_CODE[dossier.status], waits)
    if stands != (place.code, place.waits_for):
        yield f"{life.code} stands at {stands}: {life.story}"
    if paid != life.paid:
        yield f"{life.code} has {paid} đồng, {life.paid} were paid: {life.story}"
    if runs != (0 if life.standing.closed else 1):
        yield f"{life.code} has {runs} running executions: {life.story}"
    wanted = "finished" if life.standing.closed else "running"
    if dossier.execution.state.value != wanted:
        yield f"{life.code} is {dossier.execution.state}, not {wanted}: {life.story}"


def _plain(code: str) -> str:
    return execution_name(code, 1).rpartition("-")[0]
