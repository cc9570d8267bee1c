"""How a command is declared: a function of a session, to which the options of all are added."""

import inspect
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

import typer

from local.cli.mishaps import as_trouble
from local.cli.session import Session, Surroundings
from local.cli.shared import SHARED, asked, merged
from local.cli.trouble import INTERRUPTED, Trouble

Work = Callable[..., None]


def command(
    app: typer.Typer, name: str, *, role: str, examples: tuple[str, ...]
) -> Callable[[Work], Work]:
    """Register `work(session, …)` as a command; `role` is its usual one on the local run.

    The first sentence of its docstring is what lists of commands say.
    """

    def register(work: Work) -> Work:
        def run(ctx: typer.Context, **given: Any) -> None:
            own = {key: found for key, found in given.items() if key not in SHARED}
            _run(lambda session: work(session, **own), _session(ctx, given, role))

        signature = _signature(work)
        run.__doc__ = work.__doc__
        run.__signature__ = signature  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in signature.parameters.values()}
        lines = "\n".join(f"  {each}" for each in examples)
        app.command(name, epilog=f"Examples:\n\n{lines}")(run)
        return work

    return register


def _run(work: Callable[[Session], None], session: Session) -> None:
    """Do the work; what keeps it from being done becomes a sentence and an exit code."""
    try:
        with as_trouble(session):
            work(session)
    except Trouble as trouble:
        session.fail(trouble)
        raise typer.Exit(trouble.exit_code) from None
    except KeyboardInterrupt:
        session.interrupted()
        raise typer.Exit(INTERRUPTED) from None
    finally:
        session.close()


def _session(ctx: typer.Context, given: dict[str, Any], role: str) -> Session:
    options = merged(ctx.find_root().params, given)
    return Session(
        asked(options),
        ctx.obj or Surroundings(),
        usual_role=role,
        language=options["lang"],
        as_json=bool(options["json"]),
    )


def _signature(work: Work) -> Signature:
    """The parameters of `work` without its session, and those of every command."""
    _, *own = inspect.signature(work, eval_str=True).parameters.values()
    shared = [
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for name, (kind, default) in SHARED.items()
    ]
    context = Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    keyword = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in own]
    return Signature([context, *keyword, *shared])
