"""No secret leaves the place where it is used."""

from chalicelib.ports.provider import Malformed, Provider, redacted
from tests.providers.contract.cases import Folder
from tests.providers.contract.replay import exchange, recorded, replay


def test_a_transcript_shows_no_secret(provider: Provider, cases: Folder) -> None:
    credentials = cases.setting.credentials
    assert set(provider.secrets) <= set(credentials)
    written = "".join(f"{key}={credentials[key]} " for key in provider.secrets)
    for case in cases.exchanges.values():
        talk = exchange(provider, cases.setting, case)
        requests, result = replay(talk, recorded(case))
        written += f"{requests!r} {result!r} {talk!r} {provider!r}"
    shown = redacted(written, credentials, provider)
    assert not [key for key in provider.secrets if credentials[key] in shown]


def test_a_malformed_call_is_refused_without_repeating_it(
    provider: Provider, cases: Folder
) -> None:
    faults = []
    for case in cases.notifications.values():
        for name in case.signed:
            try:
                provider.claim(case.inbound({**case.fields, name: "Nguyễn Văn A"}))
            except Malformed as fault:
                faults.append(str(fault))
    assert faults
    assert not [fault for fault in faults if "Nguyễn" in fault]
