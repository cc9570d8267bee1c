"""A resource: a Chalice blueprint whose views are declared as endpoints."""

import functools
import inspect
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from chalice import Blueprint
from pydantic import BaseModel

from chalicelib.entrypoints.authorizer import authorize
from chalicelib.entrypoints.http.answer import JSON, Answer, Served
from chalicelib.entrypoints.http.cors import preflight_headers
from chalicelib.entrypoints.http.endpoint import Endpoint, Key
from chalicelib.entrypoints.http.serve import serve

View: TypeAlias = Callable[..., Answer]


class Resource(Blueprint):
    """Keeps its endpoints, so that the documentation is made from what is served."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
        self.endpoints: list[Endpoint] = []

    @property
    def tag(self) -> str:
        """The name of its module, as the documentation groups by it."""
        return self.name.rpartition(".")[2]

    @property
    def about(self) -> str:
        """What its module says of itself."""
        said = inspect.cleandoc(sys.modules[self.name].__doc__ or self.tag)
        return " ".join(said.partition("\n\n")[0].split())

    def endpoint(
        self,
        method: str,
        path: str,
        *,
        scope: str | None,
        answers: Mapping[int, type[BaseModel] | None],
        body: type[BaseModel] | None = None,
        query: type[BaseModel] | None = None,
        problems: tuple[str, ...] = (),
        key: Key = Key.NONE,
        versioned: bool = False,
        headers: tuple[str, ...] = (),
        media_type: str = JSON,
        also: tuple[str, ...] = (),
        any_content: bool = False,
    ) -> Callable[[View], View]:
        """Register a view. The first sentence of its docstring is its summary."""

        def register(view: View) -> View:
            summary, about = _sentences(view)
            declared = Endpoint(
                name=view.__name__,
                method=method,
                path=path,
                summary=summary,
                about=about,
                scope=scope,
                body=body,
                query=query,
                answers=answers,
                problems=problems,
                key=key,
                versioned=versioned,
                headers=headers,
                media_type=media_type,
                also=also,
                any_content=any_content,
            )
            if scope:
                self._answer_preflights(path)
            self.endpoints.append(declared)
            self._register(declared, view)
            return view

        return register

    def _register(self, declared: Endpoint, view: View) -> None:
        @functools.wraps(view)
        def served(**path: str) -> Served:
            return serve(declared, view, self.current_request, path)

        options: dict[str, Any] = declared.chalice_options
        if declared.scope:
            options["authorizer"] = authorize
        self.route(declared.path, **options)(served)

    def _answer_preflights(self, path: str) -> None:
        """Chalice's own preflight carries no headers on the local cloud; a view does."""
        if any(each.path == path and each.scope for each in self.endpoints):
            return

        def preflight(**_: str) -> Served:
            methods = [each.method for each in self.endpoints if each.path == path]
            return Served(Answer(status=204, headers=preflight_headers(methods)))

        self.route(path, methods=["OPTIONS"], name="preflight", content_types=[])(preflight)


def _sentences(view: View) -> tuple[str, str]:
    """A view's docstring as its first sentence and all the others."""
    said = inspect.cleandoc(view.__doc__ or view.__name__)
    first, *rest = re.split(r"(?<=\.)\s", said, maxsplit=1)
    return " ".join(first.split()), "".join(rest).strip()
