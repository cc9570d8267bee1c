"""`hosopay broken`: what broke alike, and how it is resumed together."""

from typing import Annotated, Any

import typer

from local.cli.command import command
from local.cli.language import said
from local.cli.options import Agency, DryRun, Key
from local.cli.session import Session
from local.cli.stage import Listing, path
from local.cli.tables import Column, facts, rows
from local.cli.trouble import Refused, Unfinished
from local.cli.values import moment, value

broken = typer.Typer(help="Broken: what broke alike, and how it is resumed together.")

COLUMNS = [
    Column("fingerprint", value("fingerprint"), whole=True),
    Column("dossiers", value("count"), right=True, whole=True),
    Column("given_up", value("given_up"), right=True, whole=True, from_width=70),
    Column("state", value("state"), whole=True),
    Column("error", value("error")),
    Column("code_version", value("code_version"), whole=True, from_width=100),
    Column("oldest_at", moment("oldest_at"), whole=True, from_width=120),
    Column("example", value("example"), whole=True, from_width=140),
]
DETAILS = [
    Column("explanation", value("explanation")),
    Column("fingerprint", value("fingerprint")),
    Column("dossiers", value("count")),
    Column("given_up", value("given_up")),
    Column("state", value("state")),
    Column("error", value("error")),
    Column("code_version", value("code_version")),
    Column("oldest_at", moment("oldest_at")),
    Column("newest_at", moment("newest_at")),
    Column("example", value("example")),
]
RESULTS = [
    Column("dossier", value("dossier_code"), whole=True),
    Column("run", value("run"), right=True, whole=True, from_width=70),
    Column("outcome", value("result"), whole=True),
    Column("explanation", value("explanation")),
]
LEFT = ("failed", "not_tried")

Fingerprint = Annotated[
    str, typer.Argument(metavar="FINGERPRINT", help="One of `hosopay broken list`.")
]


@command(
    broken,
    "list",
    role="ops",
    examples=("hosopay broken list", "hosopay broken list --agency H32 --json"),
)
def list_broken(session: Session, agency: Agency = None) -> None:
    """List what broke, in groups of the same state, error and code, the largest first."""
    answer = session.stage.get(path("ops", "broken"), {"agency": agency})
    session.screen.listing(Listing(answer.json["items"], None, answer), COLUMNS)
    if not answer.json["complete"]:
        session.screen.say(_MORE_BROKEN)


@command(broken, "show", role="ops", examples=("hosopay broken show 5f2a9c0d1e3b4a67",))
def show_broken(session: Session, fingerprint: Fingerprint) -> None:
    """Explain one group: what broke it, since when, and what to do."""
    items = session.stage.get(path("ops", "broken")).json["items"]
    found = [each for each in items if each["fingerprint"] == fingerprint]
    if not found:
        raise Refused(_no_group(fingerprint))
    session.screen.document(found[0], facts(DETAILS, found[0]))


@command(
    broken,
    "resume",
    role="ops",
    examples=(
        "hosopay broken resume 5f2a9c0d1e3b4a67 --reason 'Fixed in the release of today' --dry-run",
        "hosopay broken resume 5f2a9c0d1e3b4a67 --reason 'Fixed in the release of today' --limit 1",
    ),
)
def resume_broken(
    session: Session,
    fingerprint: Fingerprint,
    reason: Annotated[str, typer.Option(help="Why; it stands on the dossiers' timelines.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many.")] = 20,
    dry_run: DryRun = False,
    key: Key = None,
) -> None:
    """Resume a group, those longest broken first, with a result for each.

    Try one with `--limit 1` first. With the same `--key` it is the same dossiers again.
    """
    body = {"reason": reason, "dry_run": dry_run, "limit": limit}
    address = path("ops", "broken", fingerprint, "resumption")
    answer = session.stage.ask("POST", address, body=body, key=session.key(key))
    items: list[Any] = answer.json["items"]
    session.screen.show(answer, rows(RESULTS, items))
    if left := [each for each in items if each["result"] in LEFT]:
        places = [(each["dossier_code"], each["explanation"]) for each in left]
        raise Unfinished(
            said(
                f"{len(left)} trong {len(items)} hồ sơ chưa được chạy lại.",
                f"{len(left)} of {len(items)} dossiers were not resumed.",
            ),
            places=places,
        )


_MORE_BROKEN = said(
    "Còn nhiều hồ sơ hỏng hơn số đã xem; các con số là tối thiểu.",
    "More are broken than were looked at; the figures are the least there are.",
)


def _no_group(fingerprint: str) -> Any:
    return said(
        f"Không có nhóm hồ sơ hỏng {fingerprint}, hoặc không còn nữa.",
        f"There is no group {fingerprint} of broken dossiers, or not any more.",
    )
