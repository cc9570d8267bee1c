"""Who calls, and what their token allows."""

from chalicelib.domain.value import Value


class Caller(Value):
    """The verified claims of a bearer token: subject, scopes, agency codes (`*` for all)."""

    subject: str
    scopes: frozenset[str]
    agencies: frozenset[str]
