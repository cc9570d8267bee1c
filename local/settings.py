"""Where things are on this machine: ports, folders, names; all of it in one frozen object.

HOSOPAY_CLOUD_PORT     port of the local cloud (4566)
HOSOPAY_SANDBOX_PORT   port of the providers' sandbox (4580)
HOSOPAY_STATE          folder of everything that is kept between runs (.local)
HOSOPAY_ENVIRONMENTS   folder of the cloud's and the functions' environments (.local)
HOSOPAY_STREAM         "off" switches the tables' streams off at the next `up` ("on")
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.errors import LocalTrouble

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
STAGE = "local"
DEMO_AGENCY = "H32.12"
DEMO_PROCEDURE = "3.000347"


@dataclass(frozen=True)
class LocalSettings:
    """The settings of one local cloud with its sandbox."""

    cloud_port: int
    sandbox_port: int
    state: Path
    environments: Path
    stream: str

    @property
    def cloud_url(self) -> str:
        """The local AWS endpoint."""
        return f"http://{HOST}:{self.cloud_port}"

    @property
    def sandbox_url(self) -> str:
        """The providers' side and the token issuer."""
        return f"http://{HOST}:{self.sandbox_port}"

    @property
    def issuer(self) -> str:
        """The `iss` of local tokens; their keys lie below it."""
        return f"{self.sandbox_url}/issuer"

    @property
    def run_file(self) -> Path:
        """What a person or a test needs to know of what runs."""
        return self.state / "run.json"

    @property
    def iam_calls(self) -> Path:
        """Every kind of AWS call that a function's role was seen to make."""
        return self.state / "iam-calls.jsonl"

    @property
    def engine_faults(self) -> Path:
        """While it is there, calls of the engine fail: see engine_faults.py."""
        return self.state / "engine-faults.json"


def read_settings(environment: Mapping[str, str] = os.environ) -> LocalSettings:
    """The settings that an environment asks for; LocalTrouble when it asks for nonsense."""
    state = Path(environment.get("HOSOPAY_STATE") or ROOT / ".local")
    return LocalSettings(
        cloud_port=_port(environment, "HOSOPAY_CLOUD_PORT", 4566),
        sandbox_port=_port(environment, "HOSOPAY_SANDBOX_PORT", 4580),
        state=state.resolve(),
        environments=Path(environment.get("HOSOPAY_ENVIRONMENTS") or ROOT / ".local").resolve(),
        stream=_switch(environment, "HOSOPAY_STREAM"),
    )


def settings_of_tests() -> LocalSettings:
    """The tests' own cloud, beside the one that a person may be using."""
    return read_settings(
        {
            "HOSOPAY_CLOUD_PORT": "4666",
            "HOSOPAY_SANDBOX_PORT": "4680",
            "HOSOPAY_STATE": str(ROOT / ".local" / "test"),
            "HOSOPAY_ENVIRONMENTS": os.environ.get("HOSOPAY_ENVIRONMENTS", ""),
        }
    )


def _port(environment: Mapping[str, str], name: str, usual: int) -> int:
    text = environment.get(name) or str(usual)
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise LocalTrouble(f"{name} must be a port number, not {text!r}.")
    return int(text)


def _switch(environment: Mapping[str, str], name: str) -> str:
    text = environment.get(name) or "on"
    if text not in {"on", "off"}:
        raise LocalTrouble(f"{name} must be on or off, not {text!r}.")
    return text
