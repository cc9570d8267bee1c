"""The world in memory: a fake of the same name for every port, over one shared store.

The conditions of a change mean here what they mean in DynamoDB; `tests/storage` runs the same
cases against both.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias, TypeVar

from chalicelib.domain.agency import Agency, Merchant, MerchantOwner, covered, upwards
from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.change import Change, Credit, Entity, Insert, Replace, Write
from chalicelib.domain.dossier import Dossier, ExecutionState
from chalicelib.domain.entry import Entry
from chalicelib.domain.errors import ConditionFailed, Invalid, Transient
from chalicelib.domain.event import Event
from chalicelib.domain.instant import to_text, vietnam_day
from chalicelib.domain.marker import Marker
from chalicelib.domain.offering import Offering
from chalicelib.domain.order import Checkout, Order
from chalicelib.domain.owed import ItemRef, Owed, OwingItem, debt_of
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.redating import Redating
from chalicelib.domain.statement import Outcome, Statement, Verification
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.task import Task, TaskKind
from chalicelib.domain.transaction import Seen, Transaction
from chalicelib.domain.usual import BUCKETS, Usual, bucket_of
from chalicelib.ports.catalogue import AnEntry
from chalicelib.ports.page import Page, Wanted
from chalicelib.ports.provider import (
    Answer,
    Claim,
    Credentials,
    Declined,
    Exchange,
    Inbound,
    Malformed,
    Method,
    NotFound,
    Opened,
    OpenResult,
    Outbound,
    Payer,
    Provider,
    QueryResult,
    Question,
    Request,
    Unclear,
    Urls,
    Verdict,
)
from chalicelib.ports.transport import Unanswered
from chalicelib.ports.workflow import EngineExecution
from chalicelib.ports.world import World
from tests.builders import (
    DISTRICT,
    FREE_PROCEDURE,
    MERCHANT_ID,
    METHOD,
    MONDAY,
    PROVIDER,
    PROVINCE,
    STRANGER,
    a_free_procedure,
    a_merchant,
    a_procedure,
    an_agency,
    an_offering,
    named,
)

Thing = TypeVar("Thing")
Owing: TypeAlias = OwingItem
Key: TypeAlias = tuple[str, str, str]
LEASE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=1)


def key_of(entity: Entity) -> Key:
    """Table and key of an entity."""
    match entity:
        case Dossier(code=code):
            return "dossiers", code, "DOSSIER"
        case Task():
            return "dossiers", entity.dossier_code, f"TASK#{entity.task_id}"
        case Bill():
            return "dossiers", entity.dossier_code, f"BILL#{entity.bill_id}"
        case Event():
            return "dossiers", entity.dossier_code, f"EVENT#{entity.seq:06d}"
        case Order():
            return "transactions", entity.order_id, "ORDER"
        case Transaction():
            return "transactions", entity.order_id, f"TXN#{entity.transaction_id}"
        case Seen():
            return "transactions", entity.identity, "SEEN"
        case Redating():
            return "dossiers", entity.agency_code, f"REDATING#{entity.edit}"
        case Suspense():
            return "transactions", entity.statement.identity, f"SUSPENSE#{entity.received_at}"
        case Marker():
            return "transactions", f"{entity.subject}#{entity.route}#{entity.key_hash}", "IDEM"
        case Agency():
            return "procedures", entity.code, "AGENCY"
        case Merchant():
            return "procedures", entity.agency_code, f"MERCHANT#{entity.provider}"
        case Procedure():
            return "procedures", entity.code, "CURRENT"
        case Offering():
            return "procedures", entity.agency_code, f"OFFER#{entity.procedure_code}"
        case Calendar():
            return "procedures", entity.agency_code, "CALENDAR"
        case MerchantOwner():
            return "procedures", f"{entity.provider}#{entity.merchant_id}", "OWNER"


class FakeStore:
    """What is written, by key."""

    def __init__(self, *entities: Entity) -> None:
        self.items: dict[Key, Entity] = {}
        self.versions: dict[Key, dict[int, Any]] = {}
        self.sequences: dict[tuple[str, date], int] = {}
        self.put(*entities)

    def put(self, *entities: Entity) -> None:
        """Write without any condition, as a test's given."""
        self.write({key_of(entity): entity for entity in entities})

    def write(self, items: Mapping[Key, Entity]) -> None:
        """Every version of an entry is kept."""
        self.items |= items
        for key, entity in items.items():
            if isinstance(entity, Entry):
                self.versions.setdefault(key, {})[entity.version] = entity

    def all(self, kind: type[Thing]) -> list[Thing]:
        """Everything of one kind, by key."""
        return [entity for _, entity in sorted(self.items.items()) if isinstance(entity, kind)]

    def find(self, kind: type[Thing], *key: str) -> Thing | None:
        """One entity by its key."""
        table, pk, sk = key
        found = self.items.get((table, pk, sk))
        return found if isinstance(found, kind) else None


def _key_of(write: Write) -> Key:
    if isinstance(write, Credit):
        return "dossiers", write.dossier_code, f"BILL#{write.bill_id}"
    return key_of(write.entity)


class FakeCommits:
    """Writes a Change as a whole or not at all.

    `meanwhile(step)` lets somebody else act right before the next commit, which is how tests
    make a race; `lose(name)` fails the next commit by the condition of that name.
    """

    def __init__(self, store: FakeStore) -> None:
        self.done: list[Change] = []
        self._store = store
        self._before: deque[Callable[[], object]] = deque()

    def meanwhile(self, step: Callable[[], object]) -> None:
        self._before.append(step)

    def lose(self, condition: str) -> None:
        def losing() -> None:
            raise ConditionFailed(condition)

        self.meanwhile(losing)

    def commit(self, change: Change) -> None:
        if self._before:
            self._before.popleft()()
        moved = [_key_of(write) for write in change.writes if not isinstance(write, Insert)]
        assert len(moved) == len(set(moved)), f"a transaction moves an item once only: {moved}"
        following: dict[Key, Entity] = {}
        for write in change.writes:
            key, entity = self._checked(write)
            assert key not in following, f"a transaction writes an item once only: {key}"
            following[key] = entity
        items = sum(2 if isinstance(each, Entry) else 1 for each in following.values())
        assert items <= 100, "a transaction writes no more; an entry is written as a version, too"
        self._store.write(following)
        self.done.append(change)

    def _checked(self, write: Write) -> tuple[Key, Entity]:
        """What the item becomes. Raises ConditionFailed."""
        if isinstance(write, Credit):
            return self._credited(write)
        key = key_of(write.entity)
        found = self._store.items.get(key)
        match write:
            case Insert(entity=entity):
                holds = found is None
            case Replace(entity=entity):
                holds = getattr(found, "version", None) == entity.version - 1
        if not holds:
            raise ConditionFailed(write.otherwise)
        return key, entity

    def _credited(self, write: Credit) -> tuple[Key, Entity]:
        key = _key_of(write)
        bill = self._store.find(Bill, *key)
        owing = bill and bill.state is BillState.OPEN and bill.paid < bill.amount
        if bill is None or (write.only_while_owing and not owing):
            raise ConditionFailed(write.otherwise)
        changes = {
            "paid": bill.paid + write.amount,
            "version": bill.version + 1,
            "due_at": write.at,
            "paid_at": write.at if write.only_while_owing else bill.paid_at,
            "attempts": 0,
        }
        return key, bill.model_copy(update=changes)


Place: TypeAlias = list[Any]


def _page(
    items: Iterable[Thing],
    place: Callable[[Thing], Place],
    limit: int,
    cursor: str | None,
    keep: Wanted[Thing] = None,
) -> Page[Thing]:
    """In the order of their places; the cursor is the place of the last item looked at."""
    begin = _begin(cursor)
    later = sorted((one for one in items if begin is None or place(one) > begin), key=place)
    wanted = [one for one in later if keep is None or keep(one)][:limit]
    if len(wanted) < limit or wanted[-1] is later[-1]:
        return Page(wanted)
    return Page(wanted, json.dumps(place(wanted[-1])))


def _begin(cursor: str | None) -> Place | None:
    try:
        begin = json.loads(cursor) if cursor else None
    except ValueError:
        begin = cursor
    if begin is not None and not isinstance(begin, list):
        raise Invalid("cursor_invalid", [("/cursor", "cursor_invalid")])
    return begin


def _downwards(text: str) -> Place:
    """A place that comes the earlier the later the text."""
    return [*(-ord(letter) for letter in text), 1]


class FakeDossiers:
    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def get(self, code: str) -> Dossier | None:
        return self._store.find(Dossier, "dossiers", code, "DOSSIER")

    def task(self, code: str, task_id: str) -> Task | None:
        return self._store.find(Task, "dossiers", code, f"TASK#{task_id}")

    def tasks(self, code: str) -> list[Task]:
        return [task for task in self._store.all(Task) if task.dossier_code == code]

    def bill(self, code: str, bill_id: str) -> Bill | None:
        return self._store.find(Bill, "dossiers", code, f"BILL#{bill_id}")

    def bills(self, code: str) -> list[Bill]:
        found = [bill for bill in self._store.all(Bill) if bill.dossier_code == code]
        return sorted(found, key=lambda bill: int(bill.bill_id))

    def events(self, code: str, *, limit: int, cursor: str | None) -> Page[Event]:
        found = [event for event in self._store.all(Event) if event.dossier_code == code]
        return _page(found, lambda event: [event.seq], limit, cursor)

    def next_sequence(self, agency_code: str, day: date) -> int:
        number = self._store.sequences.get((agency_code, day), 0) + 1
        self._store.sequences[(agency_code, day)] = number
        return number

    def filed(
        self,
        agencies: Iterable[str],
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int,
        cursor: str | None,
        keep: Wanted[Dossier] = None,
    ) -> Page[Dossier]:
        order = list(agencies)
        first, last = since or date.min, until or date.max
        found = [
            one
            for one in self._store.all(Dossier)
            if one.agency_code in order and first <= vietnam_day(one.filed_at) <= last
        ]

        def place(one: Dossier) -> Place:
            return [order.index(one.agency_code), _downwards(f"{to_text(one.filed_at)}{one.code}")]

        return _page(found, place, limit, cursor, keep)

    def alive(
        self, agencies: Iterable[str], *, since: date, limit: int, cursor: str | None
    ) -> Page[Dossier]:
        order = list(agencies)
        found = [
            one
            for one in self._store.all(Dossier)
            if one.agency_code in order
            and (one.ended_at is None or vietnam_day(one.ended_at) >= since)
        ]

        def place(one: Dossier) -> Place:
            group = 1 if one.ended_at else 2 if one.reopened_at else 0
            ended = to_text(one.ended_at) if one.ended_at else ""
            return [order.index(one.agency_code), group, ended, one.code]

        return _page(found, place, limit, cursor)

    def of_applicant(
        self, digests: Sequence[str], agencies: frozenset[str], *, limit: int, cursor: str | None
    ) -> Page[Dossier]:
        found = [one for one in self._store.all(Dossier) if one.applicant_digest in digests]

        def place(one: Dossier) -> Place:
            key = digests.index(one.applicant_digest or "")
            return [key, _downwards(f"{to_text(one.filed_at)}{one.code}")]

        return _page(found, place, limit, cursor, lambda one: one.agency_code in agencies)

    def open_tasks(
        self,
        agencies: Iterable[str],
        *,
        kind: TaskKind | None,
        limit: int,
        cursor: str | None,
        keep: Wanted[Task] = None,
    ) -> Page[Task]:
        order, kinds = list(agencies), list(TaskKind)
        found = [
            task
            for task in self._store.all(Task)
            if task.open and task.agency_code in order and kind in (None, task.kind)
        ]

        def place(it: Task) -> Place:
            group = [order.index(it.agency_code), kinds.index(it.kind)]
            return [*group, to_text(it.opened_at), it.dossier_code]

        return _page(found, place, limit, cursor, keep)

    def by_execution(
        self,
        states: Iterable[str],
        *,
        limit: int,
        cursor: str | None,
        keep: Wanted[Dossier] = None,
    ) -> Page[Dossier]:
        wanted = set(states) - {ExecutionState.FINISHED.value}
        found = [one for one in self._store.all(Dossier) if one.execution.state.value in wanted]
        return _page(found, lambda one: [one.code], limit, cursor, keep)


class FakeOrders:
    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def get(self, order_id: str) -> Order | None:
        return self._store.find(Order, "transactions", order_id, "ORDER")

    def of_dossier(self, dossier_code: str, *, limit: int, cursor: str | None) -> Page[Order]:
        found = [one for one in self._store.all(Order) if one.dossier_code == dossier_code]
        return _page(found, lambda one: [to_text(one.opened_at), one.order_id], limit, cursor)

    def transactions(self, order_id: str) -> list[Transaction]:
        found = [one for one in self._store.all(Transaction) if one.order_id == order_id]
        return sorted(found, key=lambda transaction: transaction.received_at)

    def marker(self, subject: str, route: str, key_hash: str) -> Marker | None:
        key = f"{subject}#{route}#{key_hash}"
        return self._store.find(Marker, "transactions", key, "IDEM")

    def suspended(
        self,
        days: Sequence[date],
        *,
        limit: int,
        cursor: str | None,
        keep: Wanted[Suspense] = None,
    ) -> Page[Suspense]:
        found = [one for one in self._store.all(Suspense) if vietnam_day(one.received_at) in days]

        def place(one: Suspense) -> Place:
            return _downwards(f"{to_text(one.received_at)}{one.statement.identity}")

        return _page(found, place, limit, cursor, keep)


class FakeDebts:
    """Leases and postponements change no version, as in DynamoDB."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def due(self, before: datetime, *, limit: int) -> Iterator[ItemRef]:
        dues = [
            (entity.due_at, key)
            for key, entity in self._store.items.items()
            if isinstance(entity, Owing) and entity.due_at and entity.due_at <= before
        ]
        for _, (table, pk, sk) in sorted(dues)[:limit]:
            yield ItemRef(table=table, pk=pk, sk=sk)

    def lease(self, ref: ItemRef, now: datetime) -> Owing | None:
        item = self._owing(ref)
        if item is None or item.due_at is None or item.due_at > now:
            return None
        return self._set(ref, item, due_at=now + LEASE, attempts=item.attempts + 1)

    def give_back(self, ref: ItemRef, now: datetime) -> None:
        item = self._owing(ref)
        if item and item.due_at:
            self._set(ref, item, due_at=now, attempts=item.attempts - 1)

    def put_off(self, ref: ItemRef, now: datetime, attempts: int, error: str) -> None:
        item = self._owing(ref)
        if item and item.due_at:
            wait = min(LEASE * 2 ** min(attempts, 10), LONGEST_WAIT)
            self._set(ref, item, due_at=now + wait, last_error=error)

    def owed(
        self, before: datetime, *, limit: int, cursor: str | None, keep: Wanted[Owed] = None
    ) -> Page[Owed]:
        refs = self.due(before, limit=len(self._store.items))
        found = [self._shown(ref, item) for ref in refs if (item := self._owing(ref))]

        def place(one: Owed) -> Place:
            return [to_text(one.due_at), one.ref.table, one.ref.pk, one.ref.sk]

        return _page(found, place, limit, cursor, keep)

    def _shown(self, ref: ItemRef, item: Owing) -> Owed:
        shown = _owed(ref, item)
        dossier = self._store.find(Dossier, "dossiers", shown.dossier_code or "", "DOSSIER")
        agency = shown.agency_code or (dossier.agency_code if dossier else None)
        return shown.model_copy(update={"agency_code": agency})

    def _owing(self, ref: ItemRef) -> Owing | None:
        found = self._store.items.get((ref.table, ref.pk, ref.sk))
        return found if isinstance(found, Owing) else None

    def _set(self, ref: ItemRef, item: Owing, **changes: Any) -> Owing:
        following = item.model_copy(update=changes)
        self._store.items[(ref.table, ref.pk, ref.sk)] = following
        return following


def _owed(ref: ItemRef, item: Owing) -> Owed:
    assert item.due_at, "found by its due instant"
    return Owed(
        ref=ref,
        debt=debt_of(item),
        dossier_code=item.code
        if isinstance(item, Dossier)
        else getattr(item, "dossier_code", None),
        agency_code=getattr(item, "agency_code", None),
        due_at=item.due_at,
        attempts=item.attempts,
        last_error=item.last_error,
    )


class FakeCatalogue:
    """Answers from the shared store, without a cache."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def fresh(self) -> "FakeCatalogue":
        return self

    def procedure(self, code: str, version: int | None = None) -> Procedure | None:
        found = self._store.find(Procedure, "procedures", code, "CURRENT")
        return self._version_of(found, version)

    def procedures(
        self, *, limit: int, cursor: str | None, keep: Wanted[Procedure] = None
    ) -> Page[Procedure]:
        return _page(self._store.all(Procedure), lambda one: [one.code], limit, cursor, keep)

    def offering(
        self, agency_code: str, procedure_code: str, version: int | None = None
    ) -> Offering | None:
        key = (agency_code, f"OFFER#{procedure_code}")
        found = self._store.find(Offering, "procedures", *key)
        return self._version_of(found, version)

    def offerings(self, agency_code: str) -> list[Offering]:
        return [one for one in self._store.all(Offering) if one.agency_code == agency_code]

    def agency(self, code: str) -> Agency | None:
        return self._store.find(Agency, "procedures", code, "AGENCY")

    def agencies(self, granted: frozenset[str]) -> list[Agency]:
        found = sorted(self._store.all(Agency), key=lambda one: one.code)
        return [one for one in found if covered(one, granted, self.agency)]

    def agencies_covered(self, granted: frozenset[str]) -> list[str]:
        return [agency.code for agency in self.agencies(granted)]

    def merchant(self, agency_code: str, provider: str, on: date | None = None) -> Merchant | None:
        agency = self.agency(agency_code)
        for one in upwards(agency, self.agency) if agency else ():
            found = self.own_merchant(one.code, provider)
            if found and (on is None or found.holds_on(on)):
                return found
        return None

    def own_merchant(self, agency_code: str, provider: str) -> Merchant | None:
        return self._store.find(Merchant, "procedures", agency_code, f"MERCHANT#{provider}")

    def merchant_owner(self, provider: str, merchant_id: str) -> MerchantOwner | None:
        return self._store.find(MerchantOwner, "procedures", f"{provider}#{merchant_id}", "OWNER")

    def calendar(self, agency_code: str) -> Calendar | None:
        return self._store.find(Calendar, "procedures", agency_code, "CALENDAR")

    def versions(self, entry: AnEntry) -> list[AnEntry]:
        kept = self._store.versions.get(key_of(entry), {})
        return [kept[number] for number in sorted(kept, reverse=True)]

    def _version_of(self, current: AnEntry | None, version: int | None) -> AnEntry | None:
        if current is None or version is None:
            return current
        return next((one for one in self.versions(current) if one.version == version), None)


class FakeClock:
    """Stands still until a test moves it."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def forward(self, by: timedelta) -> None:
        self.at += by


class FakeIds:
    """1, 2, 3, …"""

    def __init__(self) -> None:
        self._given = 0

    def digits(self, count: int) -> str:
        return f"{self._next():0{count}d}"

    def token(self) -> str:
        return f"token-{self._next()}"

    def _next(self) -> int:
        self._given += 1
        return self._given


class FakeWaits:
    def __init__(self) -> None:
        self.counted: dict[tuple[str, TaskKind], list[int]] = {}

    def ended(self, procedure_code: str, kind: TaskKind, lasted: timedelta) -> None:
        counts = self.counted.setdefault((procedure_code, kind), [0] * BUCKETS)
        counts[bucket_of(lasted)] += 1

    def usual(self, procedure_code: str, kind: TaskKind) -> Usual:
        return Usual(counts=tuple(self.counted.get((procedure_code, kind), (0,) * BUCKETS)))


class FakeWorkflow:
    """Remembers what it was told. A token that was answered, failed or lost is `gone`."""

    def __init__(self) -> None:
        self.started: dict[str, dict[str, Any]] = {}
        self.statuses: dict[str, EngineExecution] = {}
        self.answers: list[tuple[str, dict[str, Any]]] = []
        self.failures: list[tuple[str, str, str]] = []
        self.gone: set[str] = set()
        self.down: Exception | None = None

    def start(self, name: str, data: dict[str, Any]) -> bool:
        self._reach()
        if name in self.started:
            return False
        self.started[name] = data
        self.statuses[name] = EngineExecution(name, "RUNNING", MONDAY, None, None)
        return True

    def answer(self, token: str, data: dict[str, Any]) -> bool:
        self._reach()
        if not self._take(token):
            return False
        self.answers.append((token, data))
        return True

    def fail(self, token: str, error: str, cause: str) -> bool:
        self._reach()
        if not self._take(token):
            return False
        self.failures.append((token, error, cause))
        return True

    def look_up(self, name: str) -> EngineExecution | None:
        self._reach()
        return self.statuses.get(name)

    def history(self, name: str, *, limit: int) -> list[dict[str, Any]]:
        if name not in self.started:
            return []
        kinds = ("ExecutionStarted", "TaskStateEntered")
        events = [
            {"id": number, "at": MONDAY, "type": kind, "state": None}
            for number, kind in enumerate(kinds, start=1)
        ]
        return events[:limit]

    def end(self, name: str, status: str, error: str | None = None) -> None:
        """The engine ends an execution, for a test."""
        running = self.statuses[name]
        self.statuses[name] = replace(running, status=status, stopped_at=MONDAY, error=error)

    def forget(self, name: str) -> None:
        """The engine loses an execution, for a test."""
        del self.statuses[name]

    def _take(self, token: str) -> bool:
        waiting = token not in self.gone
        self.gone.add(token)
        return waiting

    def _reach(self) -> None:
        if self.down:
            raise self.down


class FakeSecrets:
    def __init__(self, **sets: tuple[Credentials, ...]) -> None:
        """One argument per merchant id; the same at every provider."""
        default: Credentials = {"access_key": "access-1", "secret_key": "secret-1"}
        self.sets: dict[str, tuple[Credentials, ...]] = {MERCHANT_ID: (default,), **sets}
        self.keys: dict[int, bytes] = {1: b"1" * 32}

    def credentials(self, provider: str, merchant_id: str) -> tuple[Credentials, ...]:
        return self.sets.get(merchant_id, ())

    def applicant_keys(self) -> Mapping[int, bytes]:
        """Unreadable once a test has taken them away."""
        if not self.keys:
            raise Transient("no applicant key")
        return self.keys


Scripted: TypeAlias = str | Answer | Exception | Callable[[Request], Answer]


class FakeTransport:
    """Answers as scripted, in turn; a text is the body of a 200."""

    def __init__(self, *script: Scripted) -> None:
        self.sent: list[Request] = []
        self.script: deque[Scripted] = deque(script)

    def will(self, *script: Scripted) -> None:
        self.script.extend(script)

    def send(self, request: Request) -> Answer:
        assert self.script, f"nobody expected {request.method} {request.url}"
        self.sent.append(request)
        step = self.script.popleft()
        if isinstance(step, Exception):
            raise step
        if isinstance(step, str):
            return Answer(200, step.encode())
        return step if isinstance(step, Answer) else step(request)


LOST = Unanswered("ReadTimeoutError", sent=True)
"""A script's step: no answer came."""


@dataclass(frozen=True, slots=True)
class KeptCall:
    provider: str
    at: datetime
    body: bytes
    verdict: str
    order_id: str | None


class FakeCallbacks:
    def __init__(self) -> None:
        self.kept: list[KeptCall] = []

    def keep(
        self,
        *,
        provider: str,
        at: datetime,
        body: bytes,
        verdict: str,
        order_id: str | None,
        outcome: str | None = None,
    ) -> None:
        self.kept.append(KeptCall(provider, at, body, verdict, order_id))


class FakeProvider:
    """A provider with the shortest language there is: words with colons between them.

    It is asked `open <order>` and `query <order>`; it answers `opened`, `declined:41`,
    `unclear:99`, `not_found` or a statement such as `paid:150000`. It notifies
    `<order>:<merchant>:<outcome>:<amount>:<secret key>`.
    """

    name: str = PROVIDER
    methods: Mapping[str, Method] = {
        METHOD: Method(named("Fake wallet"), minimum=1_000, maximum=50_000_000),
        "fake_card": Method(named("Fake card"), minimum=10_000, maximum=50_000_000),
    }
    secrets: tuple[str, ...] = ("access_key", "secret_key")

    def open(
        self, order: Order, credentials: Credentials, urls: Urls, payer: Payer
    ) -> Exchange[OpenResult]:
        answer = yield Request("POST", urls.endpoint, {}, f"open {order.order_id}".encode())
        word, _, code = answer.body.decode().partition(":")
        if word == "opened":
            return Opened(Checkout(pay_url=f"https://pay.example/{order.order_id}"))
        return Declined(code) if word == "declined" else Unclear(code)

    def query(
        self, order: Order, credentials: Credentials, urls: Urls, question: Question
    ) -> Exchange[QueryResult]:
        answer = yield Request("POST", urls.endpoint, {}, f"query {order.order_id}".encode())
        word, _, rest = answer.body.decode().partition(":")
        if word == "not_found":
            return NotFound("42")
        if word == "unclear":
            return Unclear(rest)
        merchant = order.merchant.merchant_id
        return self._statement(order.order_id, merchant, word, rest, Verification.QUERY)

    def claim(self, call: Inbound) -> Claim:
        order_id, merchant, *_ = _words(call)
        return Claim(order_id=order_id, merchant_id=merchant)

    def read(self, call: Inbound, credentials: tuple[Credentials, ...]) -> Statement | None:
        order_id, merchant, outcome, amount, secret = _words(call)
        if secret not in {each["secret_key"] for each in credentials}:
            return None
        return self._statement(order_id, merchant, outcome, amount, Verification.SIGNATURE)

    def acknowledge(self, verdict: Verdict) -> Outbound:
        refused = verdict in (Verdict.UNVERIFIED, Verdict.MALFORMED)
        return Outbound(400 if refused else 204, verdict.value.encode())

    def _statement(
        self, order_id: str, merchant: str, outcome: str, amount: str, by: Verification
    ) -> Statement:
        return Statement(
            order_id=order_id,
            provider=self.name,
            merchant_id=merchant,
            outcome=Outcome(outcome),
            amount=int(amount or 0),
            identity=f"{self.name}:{order_id}:{outcome}",
            code="0",
            verified_by=by,
        )


def _words(call: Inbound) -> list[str]:
    words = call.body.decode(errors="replace").split(":")
    if len(words) != 5 or not words[3].isdigit():
        raise Malformed("five words")
    return words


def a_notification(
    order: Order, outcome: str = "paid", *, amount: int | None = None, secret: str = "secret-1"
) -> Inbound:
    """What FakeProvider tells us about `order`."""
    amount = order.amount if amount is None else amount
    merchant = order.merchant.merchant_id
    words = (order.order_id, merchant, outcome, str(amount), secret)
    return Inbound(method="POST", body=":".join(words).encode())


@dataclass(frozen=True, slots=True)
class FakeWorld(World):
    """A world whose every role is a fake, so that tests may look behind it."""

    clock: FakeClock
    ids: FakeIds
    commits: FakeCommits
    dossiers: FakeDossiers
    orders: FakeOrders
    catalogue: FakeCatalogue
    debts: FakeDebts
    waits: FakeWaits
    workflow: FakeWorkflow
    secrets: FakeSecrets
    transport: FakeTransport
    callbacks: FakeCallbacks
    store: FakeStore = field(default_factory=FakeStore)


def a_world(
    *entities: Entity,
    clock: FakeClock | None = None,
    provider: Provider | None = None,
    secrets: FakeSecrets | None = None,
    public_url: str = "https://api.example",
    code_version: str = "c0de00000001",
) -> FakeWorld:
    """The demo agencies, a paid and a free procedure, one merchant, and `entities` over them."""
    provider = provider or FakeProvider()
    store = FakeStore(
        *(an_agency(code) for code in (DISTRICT, PROVINCE, STRANGER)),
        *(a_procedure(), a_free_procedure()),
        an_offering(methods=tuple(provider.methods)),
        an_offering(procedure_code=FREE_PROCEDURE, payable_online=False),
        a_merchant(provider=provider.name),
        *entities,
    )
    return FakeWorld(
        clock=clock or FakeClock(),
        ids=FakeIds(),
        commits=FakeCommits(store),
        dossiers=FakeDossiers(store),
        orders=FakeOrders(store),
        catalogue=FakeCatalogue(store),
        debts=FakeDebts(store),
        waits=FakeWaits(),
        workflow=FakeWorkflow(),
        secrets=secrets or FakeSecrets(),
        transport=FakeTransport(),
        callbacks=FakeCallbacks(),
        providers={provider.name: provider},
        urls=lambda name: Urls(
            endpoint=f"https://{name}.example",
            notify=f"{public_url}/webhooks/{name}",
            back=f"{public_url}/return/{name}",
        ),
        public_url=public_url,
        code_version=code_version,
        store=store,
    )
