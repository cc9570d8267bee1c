"""The whole country's catalogue is left as it was: what the fuzzer publishes goes with it."""

from types import TracebackType
from typing import Any, Self

from infra.aws import open_cloud

PREFIX = "PROC#"


class Spared:
    """Knows the procedures that were there before; deletes all others at the end."""

    def __init__(self, aws_endpoint_url: str) -> None:
        self._tables: Any = open_cloud(aws_endpoint_url).client("dynamodb")
        (self._name,) = (t for t in self._tables.list_tables()["TableNames"] if "-Procedures-" in t)
        self.procedures: frozenset[str] = frozenset()

    def __enter__(self) -> Self:
        self.procedures = frozenset(key["pk"]["S"].removeprefix(PREFIX) for key in self._keys())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for key in self._keys():
            if key["pk"]["S"].removeprefix(PREFIX) not in self.procedures:
                self._tables.delete_item(TableName=self._name, Key=key)

    def _keys(self) -> list[dict[str, dict[str, str]]]:
        pages = self._tables.get_paginator("scan").paginate(
            TableName=self._name, ProjectionExpression="pk, sk", ConsistentRead=True
        )
        keys = [key for page in pages for key in page["Items"]]
        return [key for key in keys if key["pk"]["S"].startswith(PREFIX)]
