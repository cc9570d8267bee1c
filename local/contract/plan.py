"""What Schemathesis is told: which codes exist, who calls what, how much to try."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from local.contract.ground import FREE, METHODS, PAID, Ground
from local.contract.people import PUBLISHES, ROOT, SAFE, SPOILT, role_of

Json: TypeAlias = dict[str, Any]

OFTEN = 0.8
REFUSED = (*("400", "401", "403", "404", "405", "409", "413", "415", "422", "429"), "5xx")
"""How wrong data may be refused; what is too large is not even read."""

METHOD_WORDS = ("get", "put", "post", "patch", "delete")


def words(ground: Ground) -> dict[str, list[Any]]:
    """Values that are worth trying, by name."""
    return {
        "dossiers": ground.dossiers,
        "orders": ground.orders[:-1],
        "one-order": ground.orders[-1:],
        "its-token": [ground.view_token],
        "tasks": [f"{kind}-1" for kind in ("payment", "intake", "processing", "delivery")],
        "agencies": [ROOT, SAFE, SPOILT],
        "filing-agencies": [SAFE],
        "written-agencies": [SPOILT, f"{SPOILT}.1", f"{SPOILT}.2"],
        "providers": ["momo", "vnpay"],
        "written-procedures": [f"{ROOT}-1", f"{ROOT}-2"],
        "procedures": [PAID, FREE],
        "methods": list(METHODS),
        "bills": ["1"],
        "versions": [0, 1, 2, 3],
    }


def configuration(
    document: Json, ground: Ground, *, examples: int, workers: int, pinned: bool = False
) -> Json:
    """Schemathesis's own configuration file, as a value.

    `pinned`: addresses always lead to what exists, so that all else is tried on it, and so are
    missing and wrong tokens; once is enough for those, as each costs the local cloud a worker.
    """
    values = words(ground)
    return {
        "workers": workers,
        "continue-on-failure": True,
        "request-timeout": 60,
        "generation": {
            "max-examples": examples,
            "no-shrink": True,
            "with-security-parameters": pinned,
        },
        "warnings": False,
        "checks": {
            "negative_data_rejection": {"expected-statuses": REFUSED},
            "ignored_auth": {"enabled": pinned},
        },
        "dictionaries": {name: {"values": known} for name, known in values.items()},
        "operations": [
            {
                "include-operation-id": operation["operationId"],
                "parameters": {
                    where: values[name][0]
                    if pinned and where.startswith("path.")
                    else {"dictionary": name, "probability": OFTEN}
                    for where, name in known
                },
            }
            for path, method, operation in operations(document)
            if (known := list(_known(path, method, document, operation)))
        ],
    }


def callers(document: Json) -> dict[str, str | None]:
    """The role that calls each operation, by its label."""
    return {
        f"{method.upper()} {path}": role_of(path, operation)
        for path, method, operation in operations(document)
    }


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Every operation with its path and method."""
    for path, item in document["paths"].items():
        for method in METHOD_WORDS:
            if method in item:
                yield path, method, item[method]


def _known(path: str, method: str, document: Json, operation: Json) -> Iterator[tuple[str, str]]:
    """Where an operation takes a code that exists, and from which words."""
    writes = method == "put"
    for parameter in operation.get("parameters", []):
        match parameter.get("in"), parameter.get("name"):
            case "path", "code" if path == PUBLISHES and writes:
                yield "path.code", "written-procedures"
            case "path", "code":
                yield "path.code", "procedures" if "/procedures/" in path else "dossiers"
            case "path", "order_id":
                yield "path.order_id", "one-order" if _by_token(operation) else "orders"
            case "path", "agency":
                yield "path.agency", "written-agencies" if writes else "agencies"
            case "path", ("task_id" | "provider") as name:
                yield f"path.{name}", {"task_id": "tasks", "provider": "providers"}[name]
            case "query", ("agency" | "dossier" | "t") as name:
                yield f"query.{name}", _QUERY[name]
    for name, member in _BODY.items():
        if name in _members(document, operation):
            yield f"body.{name}", member


_QUERY = {"agency": "agencies", "dossier": "dossiers", "t": "its-token"}
_BODY = {
    "procedure_code": "procedures",
    "agency_code": "filing-agencies",
    "method": "methods",
    "bill_id": "bills",
    "parent": "written-agencies",
    "version": "versions",
}


def _by_token(operation: Json) -> bool:
    return any(each.get("name") == "t" for each in operation["parameters"])


def _members(document: Json, operation: Json) -> Json:
    """The members of an operation's body."""
    content = operation.get("requestBody", {}).get("content", {})
    reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    schema = document["components"]["schemas"].get(reference.rpartition("/")[2], {})
    found: Json = schema.get("properties", {})
    return found
