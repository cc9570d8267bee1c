"""Conditional reads: a portal may poll cheaply (RFC 9110, 8.8.3 and 13.1.2)."""

import hashlib

from chalicelib.entrypoints.http.answer import Answer


def conditional(answer: Answer, if_none_match: str | None) -> Answer:
    """`answer` with its ETag, or 304 if the caller has it already.

    The tag is of the body as sent: a dossier's answer also changes with its bills, the caller's
    scopes and the language, none of which change its version.
    """
    if answer.status != 200:
        return answer
    digest = hashlib.sha256(answer.text.encode()).hexdigest()[:32]
    headers = {"ETag": f'"{digest}"', "Cache-Control": "private, no-cache"}
    if _matches(if_none_match, digest):
        return Answer(status=304, headers={**headers, **answer.headers}, logged=answer.logged)
    return answer.with_headers(headers)


def _matches(if_none_match: str | None, digest: str) -> bool:
    known = [tag.strip().removeprefix("W/").strip('"') for tag in (if_none_match or "").split(",")]
    return digest in known or known == ["*"]
