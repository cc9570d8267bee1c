"""Where a check of the fuzzer contradicts our contract on purpose; each exception in one sentence.

Imports nothing: it is read inside Schemathesis, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NO_405 = "API Gateway knows no 405: a method that an address lacks is an address that is not there."
PROVIDERS = (
    "What a provider sends is the provider's to describe: unsigned, it is refused in its words."
)
WORLD = "A schema cannot say what is offered, owed or open now: that is refused by its own code."
BETWEEN_FIELDS = (
    "A schema cannot say how fields fit together: each such rule has a kind of its own."
)
WHOLE_FLOAT = "To a schema 1.0 is an integer; an amount of money is written as a whole number."

NOT_DECLARED, REFUSED = "UnsupportedMethodResponse", "RejectedPositiveData"


@dataclass(frozen=True)
class Answered:
    """A call that the fuzzer holds against us: what was sent where, and what was answered."""

    url: str
    body: Any
    status: int
    problem: Mapping[str, Any]


def excuse(failure: str, answered: Answered, of_one_field: frozenset[str]) -> str | None:
    """Why an answer is right all the same; None if it is not.

    `of_one_field` are the kinds of wrong fields that the field's own schema must foresee.
    """
    if failure == NOT_DECLARED and answered.status == 404:
        return NO_405
    if failure != REFUSED:
        return None
    if "/webhooks/" in answered.url and answered.status == 400:
        return PROVIDERS
    if answered.status != 422:
        return None
    if answered.problem["code"] not in ("body_invalid", "query_invalid"):
        return WORLD
    foreseen = [error for error in answered.problem["errors"] if error["kind"] in of_one_field]
    if not foreseen:
        return BETWEEN_FIELDS
    in_body = answered.problem["code"] == "body_invalid"
    whole = in_body and all(_is_whole_float(error, answered.body) for error in foreseen)
    return WHOLE_FLOAT if whole else None


def _is_whole_float(error: Mapping[str, str], body: Any) -> bool:
    if error["kind"] != "int_type":
        return False
    for step in error["pointer"].split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        body = body[int(name)] if isinstance(body, list) else body[name]
    return isinstance(body, float) and body.is_integer()
