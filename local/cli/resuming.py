"""`hosopay resume`: the next run of dossiers, and what became of each."""

from dataclasses import dataclass
from typing import Annotated

import typer

from chalicelib.domain.value import Named
from local.cli.command import command
from local.cli.executions import COLUMNS
from local.cli.language import heard, number_of, said
from local.cli.session import Session
from local.cli.stage import Answer, path
from local.cli.tables import rows
from local.cli.trouble import Refused, Trouble, Unfinished


def add_resume(app: typer.Typer) -> None:
    """Register the command."""
    command(
        app,
        "resume",
        role="ops",
        examples=(
            "hosopay resume H32.12-261122-0001 --reason 'The provider is back'",
            "hosopay resume H32.12-261122-0001 H32.12-261122-0002 --reason 'After the outage'",
        ),
    )(resume)


def resume(
    session: Session,
    codes: Annotated[list[str], typer.Argument(metavar="CODE…", help="Dossiers.")],
    reason: Annotated[str, typer.Option(help="Why; it stands on the dossiers' timelines.")],
) -> None:
    """Resume dossiers from their records: the next run starts within seconds.

    One that still runs, or has ended, is refused; the others are resumed all the same.
    """
    tried: list[Tried] = []
    try:
        for code in codes:
            tried.append(_resumed(session, code, reason))
    except (Trouble, KeyboardInterrupt):
        if tried:
            _show(session, tried)
            session.screen.say(_left(len(codes) - len(tried)))
        raise
    if len(codes) == 1:
        _alone(session, tried[0])
        return
    _show(session, tried)
    if refused := [each for each in tried if each.refusal]:
        kind = Unfinished if len(refused) < len(tried) else Refused
        raise kind(_some(len(refused), len(codes)), places=_places(session, refused))


@dataclass(frozen=True)
class Tried:
    """What became of one dossier: the answer, or the refusal."""

    code: str
    answer: Answer | None = None
    refusal: Refused | None = None


def _resumed(session: Session, code: str, reason: str) -> Tried:
    address = path("ops", "executions", code, "resumption")
    try:
        return Tried(code, answer=session.stage.ask("POST", address, body={"reason": reason}))
    except Refused as refusal:
        return Tried(code, refusal=refusal)


def _alone(session: Session, one: Tried) -> None:
    """The answer, or the refusal, as it came."""
    if one.refusal:
        raise one.refusal
    if one.answer:
        session.screen.show(one.answer, rows(COLUMNS, [one.answer.json]))


def _show(session: Session, tried: list[Tried]) -> None:
    """What became of each; a table of those that are resumed, where there are any."""
    items = [each.answer.json for each in tried if each.answer]
    refused = [
        {"dossier_code": each.code, "problem": each.refusal.problem}
        for each in tried
        if each.refusal
    ]
    views = [rows(COLUMNS, items)] if items else []
    session.screen.document({"items": items, "refused": refused}, *views)


def _some(refused: int, asked: int) -> Named:
    return said(
        f"{refused} trong {asked} hồ sơ không được chạy lại.",
        f"{refused} of {asked} dossiers were not resumed.",
    )


def _left(count: int) -> Named:
    return said(
        f"Còn {count} hồ sơ chưa được yêu cầu chạy lại, hoặc chưa rõ.",
        f"{number_of(count, 'dossier was', 'dossiers were')} not asked for, or it is not known.",
    )


def _places(session: Session, refused: list[Tried]) -> list[tuple[str, str]]:
    return [
        (each.code, heard(each.refusal.sentence, session.language))
        for each in refused
        if each.refusal
    ]
