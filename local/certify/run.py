"""Plays scenarios side by side, waits until each has settled, and gathers what is then to be seen."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import httpx

from local.certify.judge import OrderSeen, Payment, Seen, Verdict, judge
from local.certify.play import PATIENCE_SECONDS, Play, Skipped
from local.certify.scenarios import Scenario
from local.certify.stage import Stage, Unexpected, Unsettled, until

LINGER_SECONDS = 5.0
"""What would come twice has this long to do so before the books are read."""


@dataclass(frozen=True)
class Result:
    """`skipped` says why nothing was played; `seconds` is the time from filing until settled."""

    scenario: Scenario
    dossier: str
    seconds: float
    seen: Seen | None
    verdict: Verdict
    skipped: str = ""


@dataclass(frozen=True)
class _Played:
    play: Play
    seconds: float
    trouble: str = ""
    unsettled: str = ""
    skipped: str = ""


def certify(
    stage: Stage, provider: str, scenarios: Sequence[Scenario], told: Callable[[str], None]
) -> list[Result]:
    """The results in the order of the scenarios; `told` hears of each that has settled."""
    with ThreadPoolExecutor(max(1, len(scenarios))) as crowd:
        played = list(crowd.map(partial(_play, stage, provider, told), scenarios))
    time.sleep(LINGER_SECONDS)
    with ThreadPoolExecutor(4) as readers:
        return list(readers.map(_result, scenarios, played))


def _play(stage: Stage, provider: str, told: Callable[[str], None], scenario: Scenario) -> _Played:
    play, begun = Play(stage, provider), time.monotonic()
    trouble = unsettled = skipped = ""
    try:
        play.file()
        scenario.act(play)
        _settle(play, scenario)
    except Skipped as reason:
        skipped = str(reason)
    except Unsettled as late:
        unsettled = str(late)
    except (Unexpected, httpx.HTTPError) as fault:
        trouble = str(fault) or type(fault).__name__
    seconds = time.monotonic() - begun
    told(f"  {seconds:5.0f} s  {scenario.en}: {skipped or trouble or unsettled or 'settled'}")
    return _Played(play, seconds, trouble, unsettled, skipped)


def _settle(play: Play, scenario: Scenario) -> None:
    """Wait until everything due was notified and the dossier stands where it should."""

    def settled() -> Any:
        dossier = play.dossier()
        kind = (dossier["waiting_for"] or {}).get("kind")
        received = sum(play.at_provider(each)["received"] for each in _known(play))
        there = kind == scenario.expected.waits_for
        booked = sum(bill["paid"] for bill in dossier["bills"]) == received > 0
        return dossier if there and booked and _all_told(play) else None

    until(settled, "the money is booked and the dossier has settled", PATIENCE_SECONDS)


def _all_told(play: Play) -> bool:
    """Whether each notification that is due soon was sent at least once."""
    owed = [n for each in _known(play) for n in play.at_provider(each)["notifications"]]
    return all(each["attempts"] or _is_far(each["nextAt"]) for each in owed)


def _is_far(at: str) -> bool:
    return datetime.fromisoformat(at) - datetime.now(UTC) > timedelta(minutes=1)


def _known(play: Play) -> list[str]:
    """The dossier's orders that the provider knows."""
    listed = play.stage.control("GET", f"{play.provider}/orders")["orders"]
    numbers = {order["orderId"] for order in listed}
    return [each for each in play.orders if each in numbers]


def _result(scenario: Scenario, played: _Played) -> Result:
    play = played.play
    if played.skipped or not play.code:
        failed = (played.trouble,) if played.trouble else ()
        verdict = Verdict(failed=failed)
        return Result(scenario, play.code, played.seconds, None, verdict, played.skipped)
    seen = replace(gather(play), trouble=played.trouble, unsettled=played.unsettled)
    verdict = judge(seen, scenario.expected)
    return Result(scenario, play.code, played.seconds, seen, verdict)


def gather(play: Play) -> Seen:
    """The dossier's facts from our books and the provider's."""
    dossier = play.dossier()
    events = play.stage.call("GET", f"/v1/dossiers/{play.code}/events?limit=100")["items"]
    known = _known(play)
    return Seen(
        orders={
            number: OrderSeen(
                state=order["state"],
                asked_at=order["next_check_at"],
                received=play.at_provider(number)["received"] if number in known else 0,
                payments=tuple(
                    _payment(fact)
                    for fact in play.transactions(number)
                    if fact["outcome"] == "paid"
                ),
            )
            for number, order in ((each, play.order(each)) for each in play.orders)
        },
        bill_amount=sum(bill["amount"] for bill in dossier["bills"]),
        bill_paid=sum(bill["paid"] for bill in dossier["bills"]),
        went_on=[event["type"] for event in events].count("paid"),
        waiting_for=(dossier["waiting_for"] or {}).get("kind"),
        runs=dossier["execution"]["run"],
    )


def _payment(fact: Any) -> Payment:
    bill = [p["amount"] for p in fact["postings"] if p["account"].startswith("bill:")]
    return Payment(int(fact["amount"]), -sum(bill), tuple(fact["flags"]))
