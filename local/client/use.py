"""A portal's first calls, with the generated client and nothing else of ours.

Runs in the judges' environment, with the generated package on its path.
"""

import json
import sys
import uuid
from pathlib import Path
from typing import TypeVar

import httpx
from hosopay_client.api.dossiers import file_dossier, list_events, read_dossier
from hosopay_client.api.health import read_health
from hosopay_client.api.methods import list_methods
from hosopay_client.api.orders import pay, read_order
from hosopay_client.api.procedures import list_procedures
from hosopay_client.client import AuthenticatedClient
from hosopay_client.models.filing import Filing
from hosopay_client.models.order_request import OrderRequest
from hosopay_client.models.person_in import PersonIn
from hosopay_client.models.problem import Problem

Answer = TypeVar("Answer")


class Refused(Exception):  # noqa: N818 -- named as the contract names it
    """The API did not do what was asked."""


def main(run_file: Path) -> None:
    """File a dossier, open an order for it, read both and the timeline; prints each step."""
    run = json.loads(run_file.read_text())
    with AuthenticatedClient(
        base_url=run["api_url"],
        token=run["tokens"]["portal"],
        raise_on_unexpected_status=True,
        headers={"Accept-Language": "en"},
        timeout=httpx.Timeout(60),
    ) as client:
        _walk(client, run["agency"], run["procedure"])


def _walk(client: AuthenticatedClient, agency: str, procedure: str) -> None:
    health = made(read_health.sync(client=client))
    tell("health", health.status)
    found = made(list_procedures.sync(client=client, q=procedure, limit=5))
    tell("procedures found", ", ".join(f"{each.code} {each.name.en}" for each in found.items))
    filing = Filing(
        procedure_code=procedure,
        agency_code=agency,
        applicant=PersonIn(full_name="Nguyễn Văn An"),
    )
    dossier = made(file_dossier.sync(client=client, body=filing, idempotency_key=key()))
    tell("dossier filed", f"{dossier.code}, {dossier.status.name}")
    ways = made(list_methods.sync(client=client, dossier=dossier.code))
    tell("ways to pay", ", ".join(way.method for way in ways))
    order = made(
        pay.sync(
            dossier.code,
            client=client,
            body=OrderRequest(method=ways[0].method),
            idempotency_key=key(),
        )
    )
    tell("order opened", f"{order.order_id}, {order.amount} {order.currency}, {order.state}")
    tell("order read", made(read_order.sync(order.order_id, client=client)).state)
    again = made(read_dossier.sync(dossier.code, client=client))
    tell("dossier read", f"version {again.version}, owes {again.bills[0].remaining}")
    events = made(list_events.sync(dossier.code, client=client))
    tell("timeline", ", ".join(event.type_ for event in events.items))
    refused = read_dossier.sync("NOBODYS-1", client=client)
    if not isinstance(refused, Problem):
        raise Refused("a dossier that is not there was answered")
    tell("refusal", f"{refused.code}: {refused.detail}")


def made(answer: Answer | Problem | None) -> Answer:
    """The answer, unless it is a problem."""
    if answer is None or isinstance(answer, Problem):
        raise Refused(answer.detail if answer else "no answer that is described")
    return answer


def key() -> str:
    """An Idempotency-Key."""
    return str(uuid.uuid4())


def tell(what: str, value: object) -> None:
    """One line of what was done."""
    print(f"  {what:<18} {value}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
