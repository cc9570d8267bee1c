"""What each result code means as an answer to create and to query."""

import pytest

from chalicelib.domain.statement import Statement
from chalicelib.ports.provider import Answer
from chalicelib.providers.registry import PROVIDERS
from tests.providers.contract.cases import CodeRow, folder, raw
from tests.providers.contract.replay import exchange, meaning, replay

CASES = folder("momo")
ROWS = [*CASES.codes.documented, *CASES.codes.unknown]


def _word(case_name: str, row: CodeRow) -> str:
    case = CASES.exchanges[case_name]
    body = case.steps[0].answer.body
    assert isinstance(body, dict)
    answer = Answer(200, raw({**body, "resultCode": int(row.code)}))
    _, result = replay(exchange(PROVIDERS["momo"], CASES.setting, case), [answer])
    return result.outcome if isinstance(result, Statement) else next(iter(meaning(result)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_a_code_that_answers_create(row: CodeRow) -> None:
    assert _word("open", row) == row.opened


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_a_code_that_answers_query(row: CodeRow) -> None:
    assert _word("query", row) == row.queried
