"""What every change leaves behind: its announcements, its audit entry, and its first answer."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from scheduling.actors import Actor, CustomerActor, StaffActor
from scheduling.announcements import announcements_of
from scheduling.appointments import Appointment
from scheduling.errors import KeyReused
from scheduling.ports import UnitOfWork
from scheduling.service.waitlist_ends import end_wishes_met


def actor_key(actor: Actor) -> str:
    """Name an actor for keys and for the audit: ids only."""
    if isinstance(actor, CustomerActor):
        who = actor.principal
        return f"customer:{who.channel}:{who.directory_id}:{who.user_id}"
    if isinstance(actor, StaffActor):
        return f"staffMember:{actor.staff_member_id}"
    return type(actor).__name__


def fingerprint(command: object) -> str:
    """Give a digest that two commands share only if they ask for the same."""
    return hashlib.sha256(_canonical(command).encode()).hexdigest()


def _canonical(value: object) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        parts = (f"{name}={_canonical(getattr(value, name))}" for name in _names_of_fields(kind))
        return f"{kind.__name__}({','.join(parts)})"
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{k!r}:{_canonical(v)}' for k, v in sorted(value.items()))}}}"
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(_canonical(each) for each in value))}}}"
    if isinstance(value, tuple):
        return f"[{','.join(_canonical(each) for each in value)}]"
    return value.value if isinstance(value, Enum) else repr(value)


@lru_cache(maxsize=256)
def _names_of_fields(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def scoped_key(actor: Actor, key: str) -> str:
    """Keep one actor's keys apart from another's."""
    return hashlib.sha256(f"{actor_key(actor)}\n{key}".encode()).hexdigest()


@lru_cache(maxsize=1024)
def holder(actor: Actor) -> str:
    """Name whose holds an actor's are: a digest for a customer; nobody else holds."""
    return scoped_key(actor, "holds") if isinstance(actor, CustomerActor) else ""


def first_answer(
    uow: UnitOfWork, business_id: str, actor: Actor, key: str, command: object
) -> str | None:
    """Give the appointment id answered to this key before. Raises KeyReused for another request."""
    found = uow.answers.find(business_id, scoped_key(actor, key))
    if found is None:
        return None
    if found[0] != fingerprint(command):
        raise KeyReused(key)
    return found[1]


def record(
    uow: UnitOfWork,
    actor: Actor,
    appointment: Appointment,
    now: datetime,
    key: str,
    command: object,
) -> None:
    """Write down a change: who is to be told, who did it, and what was answered.

    Whoever waited for just this waits no longer.
    """
    business_id = appointment.business_id
    end_wishes_met(uow, appointment)
    uow.outbox.add(announcements_of(appointment))
    for event in appointment.events:
        uow.audit.add(
            business_id,
            actor,
            event.kind.value,
            appointment.appointment_id,
            now,
            event.previous_status,
            appointment.status,
        )
    uow.answers.keep(
        business_id, scoped_key(actor, key), fingerprint(command), appointment.appointment_id, now
    )
