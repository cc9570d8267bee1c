"""Looks at TokenIssuers before anything is deployed: with nonsense there, every token is refused."""

import json

from pydantic import ValidationError

from chalicelib.gateways.token_issuers import read_issuers
from infra.errors import DeploymentRefused

LARGEST_BYTES = 2_048
"""All environment variables of a function share 4 KB."""


def check_issuers(text: str) -> None:
    """Raises DeploymentRefused, in one sentence."""
    try:
        read_issuers(text)
    except ValidationError as error:
        wrong = (f"{_place(one['loc'])}: {one['msg']}" for one in error.errors())
        raise DeploymentRefused(f"TokenIssuers is wrong: {'; '.join(wrong)}.") from None
    except json.JSONDecodeError as error:
        raise DeploymentRefused(f"TokenIssuers is not JSON: {error}.") from None
    except ValueError as error:
        raise DeploymentRefused(f"TokenIssuers is wrong: {error}.") from None
    if len(text.encode()) > LARGEST_BYTES:
        raise DeploymentRefused(f"TokenIssuers is longer than {LARGEST_BYTES} bytes.")


def _place(where: tuple[int | str, ...]) -> str:
    """The field, and of which entry of the list."""
    return " of entry ".join(
        str(part + 1 if isinstance(part, int) else part) for part in reversed(where[:2])
    )
