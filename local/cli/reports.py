"""`hosopay report`: the service report of any size, and whether a saved one still holds."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from chalicelib.domain.agency import Agency as AnAgency
from chalicelib.domain.agency import covered
from chalicelib.domain.instant import to_text
from chalicelib.domain.service_report.course import Course
from chalicelib.domain.service_report.csv import to_csv
from chalicelib.domain.service_report.period import Period
from chalicelib.domain.service_report.service_report import Dimension, ServiceReport, service_report
from local.cli.command import command
from local.cli.files import read_object
from local.cli.language import said
from local.cli.options import Agency
from local.cli.report_views import COLUMNS, differences, lines
from local.cli.session import Session
from local.cli.stage import LARGEST_PAGE, path
from local.cli.tables import rows
from local.cli.trouble import Misused, Refused

report = typer.Typer(help="Reports: what came, what ended and how, what is left.")


@command(
    report,
    "service",
    role="manager",
    examples=(
        "hosopay report service 2026-10-20 2026-11-20 --by field --by agency",
        "hosopay report service 2026-01-01 2026-06-30 --json > half-year.json",
        "hosopay report service 2026-01-01 2026-06-30 --by procedure --csv > half-year.csv",
    ),
)
def report_service(
    session: Session,
    since: Annotated[str, typer.Argument(metavar="FROM", help="The first day: YYYY-MM-DD.")],
    until: Annotated[str, typer.Argument(metavar="TO", help="The last day, which counts, too.")],
    agency: Agency = None,
    by: Annotated[list[Dimension] | None, typer.Option(help="Divide it; may be repeated.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="What was known then; usually now.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="For spreadsheets.")] = False,
) -> None:
    """Report on a period, computed here from the list of all that it counts."""
    found = _computed(session, _period(since, until, as_of), _under(session, agency), by or [])
    if as_csv:
        session.screen.write(to_csv(found))
    else:
        session.screen.document(found.model_dump(mode="json"), rows(COLUMNS, lines(found)))


@command(report, "verify", role="manager", examples=("hosopay report verify half-year.json",))
def verify(
    session: Session,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report as JSON; - is stdin.")],
) -> None:
    """Compute a saved report again from the facts up to its own `as_of`, and compare."""
    saved = _saved(file)
    if beyond := sorted(set(saved.agencies) - set(_under(session, None))):
        names = ", ".join(beyond)
        raise Misused(
            said(
                f"Mã truy cập không xem được các cơ quan của báo cáo: {names}.",
                f"The token does not reach agencies of this report: {names}.",
            )
        )
    again = _computed(session, saved.period, saved.agencies, saved.groups)
    if places := list(differences(saved, again)):
        sentence = said("Tính lại không giống báo cáo đã lưu:", "Computed again, it is different:")
        raise Refused(sentence, places=places)
    session.screen.say(said("Tính lại giống báo cáo đã lưu.", "Computed again, it is the same."))


def _computed(
    session: Session, period: Period, agencies: Iterable[str], by: Iterable[Dimension]
) -> ServiceReport:
    """No more than one page and the groups are kept in memory, however many dossiers there are."""
    named = tuple(agencies)
    courses = (one for one in _courses(session, period) if one.filing.agency in named)
    return service_report(courses, period, named, by)


def _courses(session: Session, period: Period) -> Iterator[Course]:
    asked: dict[str, str | int | bool | None] = {
        "from": period.since.isoformat(),
        "to": period.until.isoformat(),
        "as_of": to_text(period.as_of),
        "limit": LARGEST_PAGE,
    }
    place, cursor = path("reports", "service", "dossiers"), None
    while True:
        page = session.stage.get(place, {**asked, "cursor": cursor}).json
        yield from (Course.model_validate(each["course"]) for each in page["items"])
        cursor = page["next_cursor"]
        if cursor is None:
            return


def _under(session: Session, code: str | None) -> list[str]:
    """The agency and all below it, or all that the token reaches."""
    listed = session.stage.list(path("agencies"), limit=None).items
    tree = {each["code"]: AnAgency.model_validate(each) for each in listed}
    if code is not None and code not in tree:
        raise Misused(said(f"Không thấy cơ quan {code}.", f"There is no agency {code}."))
    granted = [code or "*"]
    return sorted(each for each, one in tree.items() if covered(one, granted, tree.get))


_WRONG_DAYS = said(
    "Ngày viết theo dạng 2026-10-20, thời điểm theo dạng 2026-11-20T17:00:00Z.",
    "Days are written as 2026-10-20, instants as 2026-11-20T17:00:00Z.",
)
_WRONG = {
    "period_too_far": said(
        "Báo cáo chỉ gồm những ngày từ năm 2000 đến năm 2099.",
        "A report is of days from 2000 to 2099.",
    ),
    "period_upside_down": said(
        "Ngày cuối kỳ đứng trước ngày đầu kỳ.", "The last day lies before the first."
    ),
    "period_not_begun": said(
        "Kỳ báo cáo chưa bắt đầu vào thời điểm chốt.",
        "The period had not begun at the cut-off.",
    ),
}


def _period(since: str, until: str, as_of: str | None) -> Period:
    try:
        return Period.model_validate(
            {"from": since, "to": until, "as_of": as_of or datetime.now(UTC)}
        )
    except ValidationError as error:
        raise Misused(_WRONG.get(error.errors()[0]["type"], _WRONG_DAYS)) from None


def _saved(file: str) -> ServiceReport:
    """A report as the command or the API writes it; the API's has links, too."""
    found: dict[str, Any] = read_object(file)
    found.pop("links", None)
    try:
        return ServiceReport.model_validate(found)
    except ValidationError:
        wrong = said(f"{file} không phải là báo cáo.", f"{file} is not a report.")
        raise Misused(wrong) from None
