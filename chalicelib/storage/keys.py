"""Every key of the four tables on one page, with the question it answers.

table         pk                          sk                    read when
procedures    PROC#<code>                 CURRENT               a procedure is priced or shown
              PROC#<code>                 V#0003                a dossier's own version is asked for
              AGENCY#<code>               AGENCY                access is checked
              AGENCY#<code>               OFFER#<procedure>     a dossier is filed, an order opened
              AGENCY#<code>               MERCHANT#<provider>   an order is opened
              AGENCY#<code>               CALENDAR              a time limit is counted
              AGENCY#<code>               V#<any of these>#0003 an earlier version is asked for
              MERCHANT#<provider>#<id>    OWNER                 a merchant id is taken into use
dossiers      <dossier code>              DOSSIER               anything happens to it
              <dossier code>              TASK#<id>             it is decided, opened, answered
              <dossier code>              BILL#<n>              it is paid, settled, closed
              <dossier code>              EVENT#000017          its timeline is shown
              SEQUENCE#<agency>#<yymmdd>  SEQUENCE              a dossier is numbered
              WAITS#<procedure>#<kind>    WAITS                 a wait is compared with the usual
              REDATING#<agency>           REDATING#<edit>       open steps follow a calendar
transactions  <order number>              ORDER                 anything happens to it
              <order number>              TXN#<id>              its money is shown
              SEEN#<identity>             SEEN                  (written under a condition only)
              SUSPENSE#<day>#<shard>      <instant>#<identity>  money without a home is looked for
              IDEM#<subject>#<route>#<key> IDEM                 a request is repeated, or a dossier
                                                                of the national portal sent again
callbacks     <provider>#<day>#<shard>    <instant>#<hash>      evidence is looked for

index                     partition              sort                     question
procedures.listing        procedures, agencies   code                     what is there?
dossiers.due              DUE#<shard>            due_at                   what is owed?
dossiers.work             <agency>#<kind>        opened_at#code           what must an agency do?
dossiers.executions       <state>#<shard>        filed_at#code            which executions are broken?
dossiers.agency_day       <agency>               filed_at#code            what was filed here?
dossiers.course           <agency>               ended_at#code, open#, reopened#  what was worked on since?
dossiers.applicant        <digest of id number>  filed_at#code            what did this person file?
transactions.due          DUE#<shard>            due_at                   what is owed?
transactions.dossier_orders  <dossier code>      order_id                 how was it tried to pay?
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from chalicelib.domain.instant import to_text, vietnam_day

SHARDS: Final = 4
"""Partitions of each index whose members would otherwise all meet in one."""

INDEX_KEYS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "listing": ("listing_pk", "listing_sk"),
        "work": ("work_pk", "work_sk"),
        "executions": ("execution_pk", "execution_sk"),
        "agency_day": ("agency_pk", "agency_sk"),
        "course": ("course_pk", "course_sk"),
        "applicant": ("applicant_pk", "applicant_sk"),
        "dossier_orders": ("dossier_code", "order_id"),
    }
)
"""The partition and sort key of each index that is listed; an item of one has both."""

OPEN: Final = "open"
REOPENED: Final = "reopened"
"""Stand for the end of a dossier that has none, never had one or lost it; no instant begins so."""

SUSPENSE: Final = "SUSPENSE#"
"""How the partitions of money without a home begin."""


def shard(text: str) -> int:
    """A stable shard of 0..SHARDS-1."""
    return hashlib.sha256(text.encode()).digest()[0] % SHARDS


def since(day: date) -> str:
    """Where what happened from this day in Vietnam on begins, in an index sorted by instants.

    A day there begins at 17:00 UTC of the one before; no sort key is an instant alone.
    """
    return until(max(day, date.min + timedelta(days=1)) - timedelta(days=1))


def until(day: date) -> str:
    """Where what happened up to the end of this day in Vietnam ends."""
    return f"{day.isoformat()}T17:00:00.000000Z"


def due_shard(number: int) -> str:
    """The partition of what is owed."""
    return f"DUE#{number}"


def procedure(code: str) -> tuple[str, str]:
    """The current version of a procedure."""
    return f"PROC#{code}", "CURRENT"


def agency(code: str) -> tuple[str, str]:
    """An agency."""
    return f"AGENCY#{code}", "AGENCY"


def offering(agency_code: str, procedure_code: str) -> tuple[str, str]:
    """A procedure at an agency."""
    return f"AGENCY#{agency_code}", f"OFFER#{procedure_code}"


def merchant(agency_code: str, provider: str) -> tuple[str, str]:
    """An agency's account at a provider."""
    return f"AGENCY#{agency_code}", f"MERCHANT#{provider}"


def calendar(agency_code: str) -> tuple[str, str]:
    """An agency's own calendar."""
    return f"AGENCY#{agency_code}", "CALENDAR"


def merchant_owner(provider: str, merchant_id: str) -> tuple[str, str]:
    """Who first used a merchant id."""
    return f"MERCHANT#{provider}#{merchant_id}", "OWNER"


def versions_of(key: tuple[str, str]) -> tuple[str, str]:
    """The partition of an entry's versions, and how their sort keys begin."""
    partition, sort = key
    return partition, "V#" if sort == "CURRENT" else f"V#{sort}#"


def version_of(key: tuple[str, str], version: int) -> tuple[str, str]:
    """One version of an entry, kept beside the current one."""
    partition, beginning = versions_of(key)
    return partition, f"{beginning}{version:04d}"


def dossier(code: str) -> tuple[str, str]:
    """A dossier."""
    return code, "DOSSIER"


def task(code: str, task_id: str) -> tuple[str, str]:
    """A task of a dossier."""
    return code, f"TASK#{task_id}"


def bill(code: str, bill_id: str) -> tuple[str, str]:
    """A bill of a dossier."""
    return code, f"BILL#{bill_id}"


def event(code: str, seq: int) -> tuple[str, str]:
    """An event of a dossier's timeline."""
    return code, f"EVENT#{seq:06d}"


def sequence(agency_code: str, day: date) -> tuple[str, str]:
    """The counter of an agency's dossiers of a day."""
    return f"SEQUENCE#{agency_code}#{day:%y%m%d}", "SEQUENCE"


def waits(procedure_code: str, kind: str) -> tuple[str, str]:
    """The counters of how long a procedure's tasks of a kind took."""
    return f"WAITS#{procedure_code}#{kind}", "WAITS"


def redating(agency_code: str, edit: str) -> tuple[str, str]:
    """What an edit owes the open steps below an agency."""
    return f"REDATING#{agency_code}", f"REDATING#{edit}"


def order(order_id: str) -> tuple[str, str]:
    """An order."""
    return order_id, "ORDER"


def transaction(order_id: str, transaction_id: str) -> tuple[str, str]:
    """A transaction of an order."""
    return order_id, f"TXN#{transaction_id}"


def seen(identity: str) -> tuple[str, str]:
    """The marker of a booked fact."""
    return f"SEEN#{identity}", "SEEN"


def suspense(received_at: datetime, identity: str) -> tuple[str, str]:
    """Money without a home, by the day in Vietnam on which it came."""
    partition = suspense_of(vietnam_day(received_at), shard(identity))
    return partition, f"{to_text(received_at)}#{identity}"


def suspense_of(day: date, number: int) -> str:
    """One of a day's partitions of money without a home."""
    return f"{SUSPENSE}{day:%y%m%d}#{number}"


def marker(subject: str, route: str, key_hash: str) -> tuple[str, str]:
    """The marker of a request that made something."""
    return f"IDEM#{subject}#{route}#{key_hash}", "IDEM"


def callback(provider: str, at: datetime, body_hash: str) -> tuple[str, str]:
    """A raw inbound call, by the day in Vietnam on which it came."""
    day = f"{vietnam_day(at):%y%m%d}"
    return f"{provider}#{day}#{shard(body_hash)}", f"{to_text(at)}#{body_hash[:16]}"
