"""What a view answers, before Chalice sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalice import Response
from pydantic import BaseModel

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and a body: a model that is dumped as JSON, or text as it is.

    `logged` goes into the request's log line and nowhere else.
    """

    body: BaseModel | str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = JSON
    logged: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body as it is sent. Pydantic dumps it: Chalice would make floats of numbers."""
        return self.body if isinstance(self.body, str) else self.body.model_dump_json()

    def with_headers(self, headers: Mapping[str, str]) -> "Answer":
        """The same with more headers; those that a view has set stay as they are."""
        return replace(self, headers={**headers, **self.headers})

    def noting(self, **facts: Any) -> "Answer":
        """The same with more facts for the log line."""
        return replace(self, logged={**self.logged, **facts})


class Served(Response):
    """Chalice's response, made by one of our views; remembers what the log line is to say."""

    def __init__(self, answer: Answer) -> None:
        media_type = {"Content-Type": answer.media_type} if answer.text else {}
        super().__init__(
            body=answer.text,
            headers={**media_type, **answer.headers},
            status_code=answer.status,
        )
        self.logged = dict(answer.logged)
