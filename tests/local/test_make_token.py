"""`make token`."""

import json
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import jwt
import pytest

from chalicelib.gateways.token_issuers import TokenIssuer
from chalicelib.gateways.tokens import TokenRefused, TokenVerifier
from local.issuer import ROLES
from local.make_token import main
from local.settings import ROOT, LocalSettings, read_settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalSettings:
    monkeypatch.setenv("HOSOPAY_STATE", str(tmp_path))
    return replace(read_settings({}), state=tmp_path)


def _claims(settings: LocalSettings, token: str) -> Any:
    keys = jwt.PyJWKSet.from_dict(json.loads((settings.state / "jwks.json").read_text()))
    key = keys[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, key, algorithms=["EdDSA"], audience="hosopay")


def test_a_token_stands_alone_on_standard_output(
    settings: LocalSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--role", "officer"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert len(printed.out.split()) == 1
    claims = _claims(settings, printed.out.strip())
    assert claims["scope"].split() == list(ROLES["officer"].scopes)
    assert (claims["sub"], claims["agencies"]) == ("officer", ["H32"])


def test_agencies_lifetime_and_subject_are_as_asked(
    settings: LocalSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--role=officer", "--agency=H32.12, H32.13", "--lifetime=60", "--subject=ada"]
    assert main(asked) == 0
    claims = _claims(settings, capsys.readouterr().out.strip())
    assert (claims["sub"], claims["agencies"]) == ("ada", ["H32.12", "H32.13"])
    assert "posts" not in claims
    assert 50 < claims["exp"] - time.time() <= 60


def test_posts_are_as_asked(settings: LocalSettings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--role=officer", "--posts=leader, head"]) == 0
    assert _claims(settings, capsys.readouterr().out.strip())["posts"] == ["leader", "head"]


WRONG = {
    "": "ROLE is missing.",
    "--role=mayor": "There is no role 'mayor'.",
    "--role=ops --lifetime=soon": "LIFETIME is a number of seconds from 1 to 315360000",
    "--role=ops --lifetime=0": "LIFETIME is a number of seconds",
    "--role=ops --lifetime=315360001": "LIFETIME is a number of seconds",
    "--role=ops --lifetime=99999999999999999999999": "LIFETIME is a number of seconds",
    "--role=ops --lifetime=\N{FULLWIDTH DIGIT SIX}0": "LIFETIME is a number of seconds",
    "--role=ops --agency=Hà": "AGENCY takes codes separated by commas, not 'Hà'.",
    "--role=ops --posts=trưởng": "POSTS takes words of the catalogue separated by commas",
    "--role=ops --subject=Bình": "SUBJECT takes visible ASCII without spaces",
}


@pytest.mark.parametrize(("asked", "sentence"), WRONG.items())
def test_what_is_wrong_is_said_and_no_token_made(
    asked: str, sentence: str, settings: LocalSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked.split()) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(sentence)


@pytest.mark.parametrize("asked", [[], ["--role=mayor"]])
def test_who_knows_no_role_is_shown_all_of_them(
    asked: list[str], settings: LocalSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    main(asked)
    said = capsys.readouterr().err
    for name, role in ROLES.items():
        (line,) = [line for line in said.splitlines() if line.split()[0] == name]
        assert " ".join(role.scopes) in line


def test_keys_are_rotated_and_withdrawn_without_a_restart(
    settings: LocalSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    verifier = TokenVerifier(
        [TokenIssuer(issuer=settings.issuer)],
        fetch=lambda url: (settings.state / "jwks.json").read_bytes(),
        elapsed=lambda: now[0],
    )

    def made(*options: str) -> str:
        assert main(["--role=ops", *options]) == 0
        now[0] += 301
        return capsys.readouterr().out.strip()

    old, new = made(), made("--new-key")
    assert verifier.verify(old) == verifier.verify(new)
    newest = made("--withdraw-old-keys")
    assert verifier.verify(newest) == verifier.verify(new)
    with pytest.raises(TokenRefused):
        verifier.verify(old)


def test_the_command_of_the_makefile_hands_everything_on(settings: LocalSettings) -> None:
    command = ["make", "-s", "token", "ROLE=officer", "AGENCY=H32.12,H32.13", "SUBJECT=ada"]
    command.append("POSTS=clerk")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    claims = _claims(settings, done.stdout.strip())
    assert (claims["sub"], claims["agencies"]) == ("ada", ["H32.12", "H32.13"])
    assert claims["posts"] == ["clerk"]
