"""Amounts of a procedure: thousands, too much, "free" with an amount, caps, and when it is due."""

import re
import unicodedata
from collections.abc import Iterator

from chalicelib.domain.catalogue_check.words import Defect, defect
from chalicelib.domain.fee_line import FeeLine, Price
from chalicelib.domain.procedure import CollectionTiming, ProcedureFacts
from chalicelib.domain.value import Named

THOUSANDS = range(1, 1000)
"""No fee is below 1,000 đồng; the national listing prints "135 VNĐ" for 135,000."""
MOST = 1_000_000_000
"""The largest fixed fee of the national listing that was seen is 18,000,000 đồng."""

FREE = re.compile(r"miễn (lệ )?phí|không (phải nộp|mất|thu)( lệ)? phí|\bfree\b")
MONEY = re.compile(r"[1-9]\d{0,2}([.,]\d{3})+\s*(đồng|vnđ|vnd|đ\b)|[1-9]\d{3,}\s*(đồng|vnđ|vnd)")


def amounts(procedure: ProcedureFacts) -> Iterator[Defect]:
    """What is wrong with the amounts of all lines."""
    for number, line in enumerate(procedure.fee_lines):
        at = f"/fee_lines/{number}"
        yield from price(line, at)
        yield from _against_words(line, at)
        if line.tiers and line.quantity is None:
            yield defect("tiers_without_quantity", f"{at}/tiers")
    owed = [line for line in procedure.fee_lines if line.amount != 0]
    if not owed and procedure.note and (found := _money_in(procedure.note)):
        yield defect("amount_in_note", "/note", found=found)


def timing(procedure: ProcedureFacts) -> Iterator[Defect]:
    """Something owed that is never collected, or nothing owed that is."""
    none = procedure.collection_timing is CollectionTiming.NONE
    owed = [line for line in procedure.fee_lines if line.amount != 0]
    if none and owed:
        yield defect("timing_none_with_lines", "/collection_timing", line=owed[0].line_id)
    if not none and not procedure.fee_lines:
        timing = procedure.collection_timing.value
        yield defect("timing_without_lines", "/collection_timing", timing=timing)


def price(one: Price, at: str) -> Iterator[Defect]:
    """What is wrong with one price, the catalogue's or an agency's."""
    tiers = [(f"{at}/tiers/{number}/amount", tier.amount) for number, tier in enumerate(one.tiers)]
    for pointer, amount in ((f"{at}/amount", one.amount), (f"{at}/cap", one.cap), *tiers):
        if amount is None:
            continue
        if amount in THOUSANDS:
            yield defect("amount_in_thousands", pointer, amount=amount, full=amount * 1000)
        elif amount > MOST:
            yield defect("amount_absurd", pointer, amount=amount)
    if one.cap is None:
        return
    if one.open:
        yield defect("cap_without_price", f"{at}/cap")
    elif one.cap < (once := one.model_copy(update={"cap": None}).of(1)):
        yield defect("cap_below_price", f"{at}/cap", cap=one.cap, amount=once)


def _against_words(line: FeeLine, at: str) -> Iterator[Defect]:
    """The amount says one thing, the name or the remark another."""
    amount = line.amount or (line.tiers[0].amount if line.tiers else 0)
    if amount and _free(line.name):
        yield defect("free_with_amount", f"{at}/name", amount=amount)
    if amount and line.note and _free(line.note):
        yield defect("free_in_note", f"{at}/note", amount=amount)
    if line.amount == 0 and line.note and (found := _money_in(line.note)):
        yield defect("amount_in_note", f"{at}/note", found=found)


def _free(said: Named) -> bool:
    return any(FREE.search(_folded(text)) for text in (said.vi, said.en))


def _money_in(said: Named) -> str | None:
    found = MONEY.search(_folded(said.vi)) or MONEY.search(_folded(said.en))
    return found[0] if found else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
