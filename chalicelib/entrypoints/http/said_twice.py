"""A query in which a parameter stands twice: nobody can say which of them is meant."""

from collections.abc import Iterator, Mapping

from chalicelib.ports.provider import Malformed


class SaidTwice(Mapping[str, str]):
    """Malformed for a provider that reads the query; nothing to one that reads the body only."""

    def __getitem__(self, name: str) -> str:
        raise Malformed("a parameter is given twice")

    def __iter__(self) -> Iterator[str]:
        raise Malformed("a parameter is given twice")

    def __len__(self) -> int:
        raise Malformed("a parameter is given twice")
