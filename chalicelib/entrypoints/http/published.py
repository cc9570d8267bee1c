"""The answer to an edit of the catalogue."""

from pydantic import BaseModel

from chalicelib.entrypoints.http.answer import Answer


def published(entry: BaseModel, new: bool) -> Answer:
    """The entry in its latest version: 201 if it is the first."""
    return Answer(entry, status=201 if new else 200)
