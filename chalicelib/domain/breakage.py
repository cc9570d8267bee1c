"""Why an execution broke, and the fingerprint by which those that broke alike are found."""

import hashlib
import re
from typing import Annotated

from pydantic import Field

from chalicelib.domain.instant import Instant
from chalicelib.domain.value import Value

NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,99}")
"""Names of errors, of AWS and of ours. What is no name may be a sentence, and hold personal data."""

UNNAMED = "Unnamed"
UNKNOWN = "unknown"


class Breakage(Value):
    """What the dossier waited for, what the engine called the error, and the code of that time."""

    state: str
    error: Annotated[str, Field(max_length=100)]
    code_version: str
    at: Instant

    @property
    def fingerprint(self) -> str:
        """Alike for all that broke in the same state, of the same error, under the same code."""
        facts = "\n".join((self.state, self.error, self.code_version))
        return hashlib.sha256(facts.encode()).hexdigest()[:16]


def error_name(said: str) -> str:
    """The name of an error; what is no name stays in the engine's history."""
    return said if NAME.fullmatch(said) else UNNAMED
