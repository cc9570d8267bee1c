"""Entities to items and back: the entity's own fields, its keys, and what the indexes need."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from chalicelib.domain.agency import Agency, Merchant, MerchantOwner
from chalicelib.domain.bill import Bill
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.change import Entity
from chalicelib.domain.dossier import Dossier, ExecutionState
from chalicelib.domain.event import Event
from chalicelib.domain.instant import to_text
from chalicelib.domain.marker import Marker
from chalicelib.domain.offering import Offering
from chalicelib.domain.order import Order
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.redating import Redating
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.task import Task
from chalicelib.domain.transaction import Seen, Transaction
from chalicelib.domain.value import Owing, Value
from chalicelib.storage import keys

Plain: TypeAlias = dict[str, Any]
Wire: TypeAlias = dict[str, Any]
Kept = TypeVar("Kept", bound=Value)

ENTITY_BY_SORT_KEY: Mapping[str, type[Dossier | Task | Bill | Order | Redating]] = {
    "DOSSIER": Dossier,
    "TASK": Task,
    "BILL": Bill,
    "ORDER": Order,
    "REDATING": Redating,
}
"""The entities that can owe something, by the first word of their sort key."""

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


def table_of(entity: Entity) -> str:
    """Which of the tables holds an entity."""
    match entity:
        case Dossier() | Task() | Bill() | Event() | Redating():
            return "dossiers"
        case Order() | Transaction() | Seen() | Marker() | Suspense():
            return "transactions"
        case Agency() | Merchant() | MerchantOwner() | Procedure() | Offering() | Calendar():
            return "procedures"


def key_of(entity: Entity) -> tuple[str, str]:
    """The key of an entity."""
    match entity:
        case Dossier():
            return keys.dossier(entity.code)
        case Task():
            return keys.task(entity.dossier_code, entity.task_id)
        case Bill():
            return keys.bill(entity.dossier_code, entity.bill_id)
        case Event():
            return keys.event(entity.dossier_code, entity.seq)
        case Redating():
            return keys.redating(entity.agency_code, entity.edit)
        case Order():
            return keys.order(entity.order_id)
        case Transaction():
            return keys.transaction(entity.order_id, entity.transaction_id)
        case Seen():
            return keys.seen(entity.identity)
        case Suspense():
            return keys.suspense(entity.received_at, entity.statement.identity)
        case Marker():
            return keys.marker(entity.subject, entity.route, entity.key_hash)
        case Agency():
            return keys.agency(entity.code)
        case Merchant():
            return keys.merchant(entity.agency_code, entity.provider)
        case Procedure():
            return keys.procedure(entity.code)
        case Offering():
            return keys.offering(entity.agency_code, entity.procedure_code)
        case Calendar():
            return keys.calendar(entity.agency_code)
        case MerchantOwner():
            return keys.merchant_owner(entity.provider, entity.merchant_id)


def to_item(entity: Entity) -> Wire:
    """The item of an entity, in DynamoDB's own form."""
    pk, sk = key_of(entity)
    plain = {"pk": pk, "sk": sk, **entity.model_dump(mode="json", exclude_none=True)}
    return to_wire({**plain, **_index_attributes(entity, pk)})


def from_item(entity: type[Kept], item: Mapping[str, Any]) -> Kept:
    """The entity that an item holds, without its keys and whatever else this code does not know.

    An item written by a later version of the code is thus read by an earlier one, for the time
    of a deployment and of a roll-back.
    """
    plain = from_wire(item)
    return entity.model_validate({k: v for k, v in plain.items() if k in entity.model_fields})


def to_wire(plain: Mapping[str, Any]) -> Wire:
    """Plain values to DynamoDB's attribute values."""
    return {name: _serializer.serialize(value) for name, value in plain.items()}


def from_wire(item: Mapping[str, Any]) -> Plain:
    """DynamoDB's attribute values to plain values; every number that we store is an int."""
    return {name: _whole(_deserializer.deserialize(value)) for name, value in item.items()}


def _whole(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value)
        case dict():
            return {name: _whole(inner) for name, inner in value.items()}
        case list():
            return [_whole(inner) for inner in value]
    return value


def _index_attributes(entity: Entity, pk: str) -> Plain:
    found: Plain = {}
    if isinstance(entity, Owing) and entity.due_at:
        found["due_shard"] = keys.due_shard(keys.shard(pk))
    match entity:
        case Dossier():
            found |= _of_dossier(entity)
        case Task() if entity.open:
            found["work_pk"] = f"{entity.agency_code}#{entity.kind}"
            found["work_sk"] = f"{to_text(entity.opened_at)}#{entity.dossier_code}"
        case Agency():
            found |= {"listing_pk": "agencies", "listing_sk": entity.code}
        case Procedure():
            found |= {"listing_pk": "procedures", "listing_sk": entity.code}
    return found


def _of_dossier(dossier: Dossier) -> Plain:
    filed = f"{to_text(dossier.filed_at)}#{dossier.code}"
    alive = keys.REOPENED if dossier.reopened_at else keys.OPEN
    ended = to_text(dossier.ended_at) if dossier.ended_at else alive
    found = {"agency_pk": dossier.agency_code, "agency_sk": filed}
    found |= {"course_pk": dossier.agency_code, "course_sk": f"{ended}#{dossier.code}"}
    if dossier.applicant_digest:
        found |= {"applicant_pk": dossier.applicant_digest, "applicant_sk": filed}
    if dossier.execution.state is not ExecutionState.FINISHED:
        shard = keys.shard(dossier.code)
        found |= {
            "execution_pk": f"{dossier.execution.state}#{shard}",
            "execution_sk": filed,
        }
    return found
