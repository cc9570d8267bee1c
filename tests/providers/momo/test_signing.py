"""The signed texts and signatures, against vectors.

All of them are of kind *formula*: the rule is MoMo's, the values were computed from it by a second
program, because no signature that MoMo prints can be recomputed (its samples use unpublished keys).
"""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from chalicelib.providers.momo import CREATE, QUERY, RESULT, signature, signed_text
from tests.providers.contract.cases import Case

NAMES = {"create": CREATE, "query": QUERY, "result": RESULT}


class Vector(Case):
    title: str
    kind: str
    message: str
    values: dict[str, str | int]
    credentials: dict[str, str]
    signed_text: str
    signature: str


VECTORS = TypeAdapter(list[Vector]).validate_json(
    (Path(__file__).parent / "vectors.json").read_bytes()
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.title)
def test_a_vector_is_reproduced(vector: Vector) -> None:
    text = signed_text(NAMES[vector.message], vector.values, vector.credentials)
    assert text == vector.signed_text
    assert signature(text, vector.credentials) == vector.signature
