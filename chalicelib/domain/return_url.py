"""Where a payer is sent back to: an address that every browser reads as we do."""

import re

PLAIN = re.compile(r"https://(?P<host>[A-Za-z0-9.-]+)(:\d{1,5})?([/?#][!-\[\]-~]*)?")
"""Visible ASCII without a backslash, and nothing between scheme and host. For a browser a backslash
is a slash, line ends and tabs are nothing, and what stands before an `@` is a user's name.
Source: the URL Standard of the WHATWG, URL parsing."""


def host_of(url: str) -> str | None:
    """The host, in small letters; None for an address that could lead anywhere else."""
    found = PLAIN.fullmatch(url)
    return found["host"].lower() if found else None
