"""The whole tool: its nouns, and the options that may stand before them."""

import typer

from local.cli.agencies import agencies
from local.cli.broken import broken
from local.cli.calendars import calendars
from local.cli.catalogue import catalogue
from local.cli.dossiers import dossiers
from local.cli.executions import executions
from local.cli.merchants import merchants
from local.cli.offerings import offerings
from local.cli.orders import orders
from local.cli.owed import owed
from local.cli.procedures import procedures
from local.cli.quotes import add_quote
from local.cli.reports import report
from local.cli.resuming import add_resume
from local.cli.shared import ApiUrl, Json, Lang, Role, Token, TokenFile
from local.cli.suspense import suspense
from local.cli.tasks import tasks
from local.cli.tokens import add_token

EPILOG = """Examples:

  hosopay procedures list --q 'giay phep'
  hosopay dossiers show H32.12-261122-0001 --as officer --lang vi
  hosopay owed list --stuck --json
  HOSOPAY_API_URL=https://… HOSOPAY_TOKEN=… hosopay executions list --state stuck

Exit codes: 0 done, 1 refused, 2 wrong usage, 3 no stage reached, 4 stage busy or broken, 5 done in part."""

app = typer.Typer(
    name="hosopay",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # their frames would show tokens
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
)
NOUNS = {
    "catalogue": catalogue,
    "procedures": procedures,
    "agencies": agencies,
    "offerings": offerings,
    "merchants": merchants,
    "calendar": calendars,
    "dossiers": dossiers,
    "orders": orders,
    "tasks": tasks,
    "executions": executions,
    "broken": broken,
    "owed": owed,
    "suspense": suspense,
    "report": report,
}
for noun, commands in NOUNS.items():
    app.add_typer(commands, name=noun, no_args_is_help=True)
for add in (add_quote, add_resume, add_token):
    add(app)


@app.callback(epilog=EPILOG)
def hosopay(
    api_url: ApiUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    role: Role = None,
    lang: Lang = None,
    json: Json = False,
) -> None:
    """File, pay, decide, explain: hosopay for staff and developers, against any stage."""
