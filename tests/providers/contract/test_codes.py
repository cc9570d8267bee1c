"""Every documented code means what the table says, and an unknown one never ends anything."""

from chalicelib.domain.statement import Outcome
from chalicelib.ports.provider import Provider
from tests.providers.contract.cases import CodeRow, Folder


def _notified(provider: Provider, cases: Folder, row: CodeRow) -> Outcome:
    case = cases.notifications[cases.codes.notification]
    call = case.inbound({**case.fields, **row.changes})
    stated = provider.read(call, (cases.setting.credentials,))
    assert stated is not None, row.code
    assert stated.code == row.code
    return stated.outcome


def test_a_documented_code_means_what_is_documented(provider: Provider, cases: Folder) -> None:
    rows = cases.codes.documented
    assert {row.code: _notified(provider, cases, row) for row in rows} == {
        row.code: row.notified for row in rows
    }


def test_an_unknown_code_is_pending(provider: Provider, cases: Folder) -> None:
    assert cases.codes.unknown
    for row in cases.codes.unknown:
        assert _notified(provider, cases, row) is Outcome.PENDING
