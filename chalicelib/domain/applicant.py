"""Applicants are looked up by a keyed digest of their id number: the number itself stands in the
dossier's personal data and nowhere else."""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping

PURPOSE = "applicant"


def digest_to_write(id_number: str | None, keys: Mapping[int, bytes]) -> str | None:
    """What a dossier keeps to be found by: the version of the newest key and the digest with it.

    None for no number, or one without any letter or digit.
    """
    newest = max(keys)
    return next(iter(digests_to_find(id_number, {newest: keys[newest]})), None)


def digests_to_find(id_number: str | None, keys: Mapping[int, bytes]) -> list[str]:
    """What dossiers of this number may keep, by every key from the newest to the oldest."""
    plain = normalised(id_number or "")
    if not plain:
        return []
    return [f"{version}#{_digest(keys[version], plain)}" for version in sorted(keys, reverse=True)]


def normalised(id_number: str) -> str:
    """Letters and digits only, upper case: however people space and dot the same number."""
    compatible = unicodedata.normalize("NFKC", id_number)
    return "".join(letter for letter in compatible if letter.isalnum()).upper()


def _digest(key: bytes, plain: str) -> str:
    """HMAC-SHA256; id numbers are few enough to try them all, so a plain hash would hide nothing."""
    return hmac.new(key, f"{PURPOSE}:{plain}".encode(), hashlib.sha256).hexdigest()
