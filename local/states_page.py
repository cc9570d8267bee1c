"""Writes docs/states.md from the tables in the code, so that the drawing cannot drift."""

from pathlib import Path

from chalicelib.domain.bill import BILL
from chalicelib.domain.dossier import DOSSIER, NATIONAL_CODE
from chalicelib.domain.order import ORDER
from local.settings import ROOT

PAGE = ROOT / "docs" / "states.md"

OPENING = """# States

Drawn from the transition tables in `chalicelib/domain/`; `make docs` draws them again. What has no arrow is
refused.
"""


def states_page() -> str:
    """The whole page."""
    codes = "\n".join(f"| {code} | `{status}` |" for status, code in NATIONAL_CODE.items())
    return "\n".join(
        [
            OPENING,
            "## Dossier\n",
            "| national code | status |\n| --- | --- |\n" + codes + "\n",
            f"```mermaid\n{DOSSIER.drawing()}\n```\n",
            "## Order\n",
            f"```mermaid\n{ORDER.drawing()}\n```\n",
            "## Bill\n",
            f"```mermaid\n{BILL.drawing()}\n```\n",
        ]
    )


def main(page: Path = PAGE) -> None:
    """Write the page."""
    page.write_text(states_page())


if __name__ == "__main__":
    main()
