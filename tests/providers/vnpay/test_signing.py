"""The signed texts and signatures, against vectors.

Two are *sdk-generated*: npm vnpay 2.5.0 makes the same of the same values. The others are of kind
*formula*: the rule is VNPAY's, the values were computed from it by a second program, because the
signatures that VNPAY prints were made with secrets that it does not publish.
"""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from chalicelib.providers.vnpay import ANSWER, QUERY, barred, encoded, signature
from tests.providers.contract.cases import Case

BARRED = {"query": QUERY, "answer": ANSWER}


class Vector(Case):
    title: str
    kind: str
    message: str
    values: dict[str, str]
    credentials: dict[str, str]
    signed_text: str
    signature: str


VECTORS = TypeAdapter(list[Vector]).validate_json(
    (Path(__file__).parent / "vectors.json").read_bytes()
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.title)
def test_a_vector_is_reproduced(vector: Vector) -> None:
    names = BARRED.get(vector.message)
    text = barred(names, vector.values) if names else encoded(vector.values)
    assert text == vector.signed_text
    assert signature(text, vector.credentials) == vector.signature
