"""`make token`: a bearer token of the local issuer for one role, alone on standard output."""

import argparse
import os
import re
import sys
from collections.abc import Sequence

from chalicelib.gateways.tokens import LEGAL_WORD
from local.errors import LocalTrouble
from local.issuer import LIFETIME_SECONDS, ROLES, Role, public_keys, token
from local.issuer_keys import add_key, withdraw_old_keys
from local.settings import read_settings

LONGEST_LIFETIME = 10 * 365 * 24 * 3600
_NUMBER = re.compile(r"[0-9]{1,9}")
"""ASCII digits only, and no more than the longest lifetime has."""


def make_token(argv: Sequence[str]) -> str:
    """The token that the command asks for. Raises LocalTrouble, in words for its user."""
    asked, settings = _arguments(argv), read_settings(os.environ)
    usual = _role(asked.role)
    agencies = _words(asked.agency, "AGENCY takes codes") or usual.agencies
    posts = _words(asked.posts, "POSTS takes words of the catalogue") or None
    role = Role(usual.scopes, agencies, posts)
    subject = asked.subject or asked.role
    if not LEGAL_WORD.fullmatch(subject):
        raise LocalTrouble(f"SUBJECT takes visible ASCII without spaces, not {subject!r}.")
    lifetime = _lifetime(asked.lifetime) if asked.lifetime else LIFETIME_SECONDS
    if asked.new_key:
        _say(f"Tokens are signed with the key {add_key(settings)} from now on.")
    if asked.withdraw_old_keys:
        gone = withdraw_old_keys(settings)
        _say(f"Old keys withdrawn: {gone}. `make up` renews the tokens in run.json.")
    public_keys(settings)
    return token(settings, subject, role, lifetime)


def _role(name: str) -> Role:
    if name in ROLES:
        return ROLES[name]
    wrong = f"There is no role {name!r}." if name else "ROLE is missing."
    known = "\n".join(
        f"  {name:<14} {' '.join(role.scopes)}  (AGENCY {','.join(role.agencies)})"
        for name, role in ROLES.items()
    )
    raise LocalTrouble(f"{wrong} Say `make token ROLE=officer AGENCY=H32.12`; the roles:\n{known}")


def _words(text: str, takes: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    for word in words:
        if not LEGAL_WORD.fullmatch(word):
            raise LocalTrouble(f"{takes} separated by commas, not {word!r}.")
    return words


def _lifetime(text: str) -> int:
    seconds = int(text) if _NUMBER.fullmatch(text) else 0
    if not 1 <= seconds <= LONGEST_LIFETIME:
        raise LocalTrouble(
            f"LIFETIME is a number of seconds from 1 to {LONGEST_LIFETIME} (ten years),"
            f" not {text[:40]!r}."
        )
    return seconds


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make token", description=__doc__)
    parser.add_argument("--role", default="", help="ROLE")
    parser.add_argument("--agency", default="", help="AGENCY: codes, separated by commas")
    parser.add_argument(
        "--lifetime", default="", help="LIFETIME in seconds (30 days; at most ten years)"
    )
    parser.add_argument("--subject", default="", help="SUBJECT (the name of the role)")
    parser.add_argument("--posts", default="", help="POSTS, separated by commas (any post)")
    parser.add_argument("--new-key", action="store_true", help="sign with a new key from now on")
    parser.add_argument("--withdraw-old-keys", action="store_true", help="keep the newest key only")
    return parser.parse_args(argv)


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def main(argv: Sequence[str]) -> int:
    """The command; 0, or 1 after a sentence that says what is wrong."""
    try:
        print(make_token(argv))
    except LocalTrouble as trouble:
        _say(str(trouble))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
