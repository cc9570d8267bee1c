"""`hosopay catalogue`: files checked, compared with a stage, put in place, and read back."""

import json
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from chalicelib.domain.catalogue_check.beside import Beside
from chalicelib.domain.catalogue_file import CatalogueFile
from chalicelib.domain.value import Named
from local.cli.catalogue_files import Reading, read_catalogue
from local.cli.command import command
from local.cli.comparing import Standing, Step, compare
from local.cli.defects_report import DEFECTS, defects_document
from local.cli.exporting import export
from local.cli.filed import in_order
from local.cli.files import write_text
from local.cli.import_report import DONE, STEPS, document, summary
from local.cli.importing import Done, Outcome, carry_out
from local.cli.language import heard, number_of, said
from local.cli.options import DryRun
from local.cli.progress import counted, waited
from local.cli.session import Session
from local.cli.standing import standing
from local.cli.tables import rows
from local.cli.trouble import Misused, Refused, Trouble, Unfinished

catalogue = typer.Typer(help="The catalogue: files checked, imported, exported.")

Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="Catalogue files (JSON).")]


@command(
    catalogue,
    "validate",
    role="administrator",
    examples=(
        "hosopay catalogue validate local/catalogue/procedures.json",
        "hosopay catalogue validate local/catalogue/procedures.json local/catalogue/province.json",
    ),
)
def validate(session: Session, files: Files) -> None:
    """Check catalogue files and explain each defect; no stage is needed.

    An error keeps the catalogue out (exit code 1); a warning asks somebody to look.
    """
    found = read_catalogue(files)
    tables = [rows(DEFECTS, found.defects)] if found.defects else []
    session.screen.document(defects_document(found), *tables)
    if any(each.relative for each in found.defects):
        session.screen.say(_NOT_LOOKED)
    _refuse(session, found, explained=True)
    count, warnings = len(found.catalogue.entries), len(found.defects)
    session.screen.say(
        said(
            f"Hợp lệ: {count} mục, {warnings} cảnh báo.",
            f"Valid: {_entries(count)}, {number_of(warnings, 'warning', 'warnings')}.",
        )
    )


@command(
    catalogue,
    "import",
    role="administrator",
    examples=(
        "hosopay catalogue import local/catalogue/procedures.json --dry-run",
        "hosopay catalogue import procedures.json province.json --yes --reason 'Circular 37/2023'",
    ),
)
def import_files(
    session: Session,
    files: Files,
    dry_run: DryRun = False,
    reason: Annotated[
        str | None, typer.Option(help="Why; it stands with each new version for ever.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Put catalogue files in place on a stage.

    What the files name and do not hold may be on the stage already. Only what is new or differs is
    written, each entry by itself: an import that was stopped is finished by running it again.
    """
    found = read_catalogue(files, partial(_look, session))
    _refuse(session, found, explained=False)
    entries = in_order(found.catalogue)
    what = said("Đang so sánh", "Comparing")
    with counted(session, what, len(entries)) as told:
        steps = compare(session.stage, entries, told)
    due = [step for step in steps if step.standing is not Standing.SAME]
    if dry_run or not due:
        session.screen.document(document(steps), *([rows(STEPS, due)] if due else []))
        session.screen.say(summary(steps))
        return
    if not (yes or session.screen.as_json):
        session.screen.draw(rows(STEPS, due))
    session.screen.say(summary(steps))
    question = said(f"Ghi {len(due)} mục?", f"Write {_entries(len(due))}?")
    if not session.confirm(heard(question, session.language), yes=yes):
        raise Misused(said("Chưa ghi gì.", "Nothing was written."))
    _write(session, steps, due, reason or _reason(files))


def _look(session: Session, files: CatalogueFile) -> Beside:
    with waited(session, said("Đang tra cứu trên hệ thống", "Looking on the stage")):
        return standing(session.stage, files)


def _refuse(session: Session, found: Reading, *, explained: bool) -> None:
    """Raises Refused if anything keeps the catalogue out, with each place unless it was shown."""
    errors = found.errors
    if not errors:
        return
    told = [(each.place, heard(each.sentence, session.language)) for each in errors]
    count = len(errors)
    raise Refused(
        said(
            f"Danh mục có {count} lỗi.", f"The catalogue has {number_of(count, 'error', 'errors')}."
        ),
        places=() if explained else told,
    )


def _write(session: Session, steps: list[Step], due: list[Step], reason: str) -> None:
    """Write all that is due, and say what became of it even if it ends early."""
    done: list[Done] = []
    try:
        with counted(session, said("Đang ghi", "Writing"), len(due)) as told:
            for each in carry_out(session.stage, due, reason, told):
                done.append(each)
    except (Trouble, KeyboardInterrupt):
        _report(session, steps, done)
        session.screen.say(_left(len(due) - len(done)))
        raise
    _report(session, steps, done)
    failed = [each for each in done if each.outcome in (Outcome.MOVED, Outcome.REFUSED)]
    if failed:
        raise Unfinished(
            said(
                f"{len(failed)} trong {len(due)} mục không được ghi.",
                f"{len(failed)} of {_entries(len(due))} were not written.",
            )
        )


def _report(session: Session, steps: list[Step], done: list[Done]) -> None:
    session.screen.document(document(steps, done), rows(DONE, done))


def _left(count: int) -> Named:
    verb = "is" if count == 1 else "are"
    return said(
        f"Còn {count} mục chưa ghi; chạy lại lệnh này để ghi nốt.",
        f"{_entries(count)} {verb} left; run the same command again for the rest.",
    )


_NOT_LOOKED = said(
    "Chưa tra cứu trên hệ thống nào; `hosopay catalogue import --dry-run` có tra cứu.",
    "No stage was looked at; `hosopay catalogue import --dry-run` looks at one.",
)


def _entries(count: int) -> str:
    return number_of(count, "entry", "entries")


def _reason(files: list[str]) -> str:
    names = ", ".join(Path(file).name for file in files)
    return f"Import of {names}"[:500]


@command(
    catalogue,
    "export",
    role="administrator",
    examples=(
        "hosopay catalogue export > catalogue.json",
        "hosopay catalogue export --output catalogue.json --as manager",
    ),
)
def export_catalogue(
    session: Session,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="A file; standard output otherwise.")
    ] = None,
) -> None:
    """Read the catalogue back as a file that can be imported elsewhere."""
    found = export(session.stage)
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        session.screen.write(text)
        return
    write_text(output, text)
    session.screen.say(said(f"Đã ghi {output}.", f"Written: {output}."))
