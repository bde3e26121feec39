"""Which parts a message makes of a visit: pure functions of what was understood."""

from dataclasses import replace

from dialogs.state import Draft
from dialogs.talk import Talk
from dialogs.visit_drafts import PartDraft, VisitDraft
from language.understanding import PartRead, Read, Understanding
from scheduling.visits import FEWEST_PARTS

Parts = tuple[PartDraft, ...]
_ALONE = frozenset({"just", "only"})


def parts_begun(talk: Talk, draft: Draft | None, understanding: Understanding) -> Parts | None:
    """Give the parts of a visit that begins with this message, or None where none does."""
    read, count = understanding.visit, _count(understanding)
    before = _part_of(draft)
    if read is not None and read.adds and before is not None:
        added = tuple(_part(each) for each in read.parts)
        return (before, *(each for each in added if not _is_same(each, before))) if added else None
    if read is not None and len(read.parts) >= FEWEST_PARTS:
        return tuple(_part(each) for each in read.parts)
    one = _read_part(understanding) if understanding.service else before
    if count < FEWEST_PARTS or one is None or _is_group(talk, one):
        return None
    return (one,) * count


def changed_parts(visit: VisitDraft, understanding: Understanding) -> Parts | None:
    """Give the parts of a visit as a message corrects them, or None where it says nothing of them."""
    parts, read, count = visit.parts, understanding.visit, _count(understanding)
    dropped = {each for found in understanding.excluded_services for each in found.choices}
    if dropped:
        return tuple(each for each in parts if each.service_id not in dropped) or None
    if read is not None and not read.adds:
        return tuple(_part(each) for each in read.parts)
    if read is not None and not visit.is_party:
        added = (_part(each) for each in read.parts)
        new = tuple(each for each in added if not any(_is_same(each, one) for one in parts))
        return (*parts, *new)
    named = understanding.service.choices if understanding.service else ()
    if visit.is_party and (count or _is_alone(understanding)):
        is_same = not named or parts[0].service_id in named
        return (parts[0],) * (count or 1) if is_same else None
    return _with_whom(parts, understanding)


def _is_alone(understanding: Understanding) -> bool:
    """Tell "just for me" of somebody who spoke of several people."""
    return understanding.attendee is not None and not understanding.attendee.value


def _with_whom(parts: Parts, understanding: Understanding) -> Parts | None:
    """Give the parts with who is wished for now: for the one named, else for all."""
    named = understanding.service.choices if understanding.service else ()
    is_known = [each.service_id in named for each in parts]
    if named and not any(is_known):
        return None
    if named and _ALONE & set(understanding.text.casefold().split()):
        return tuple(each for each in parts if each.service_id in named)
    unwanted = {each.value for each in understanding.excluded_staff_members}
    freed = tuple(
        replace(each, staff_member_id=None) if each.staff_member_id in unwanted else each
        for each in parts
    )
    said = understanding.staff_member
    if said is None or said.is_ambiguous:
        return freed if freed != parts or named else None
    who = said.value.staff_member_id
    return tuple(
        replace(each, staff_member_id=who) if is_meant or not named else each
        for each, is_meant in zip(freed, is_known, strict=True)
    )


def names_party(understanding: Understanding) -> bool:
    """Tell whether several people are said to want a service that is named with them."""
    return understanding.service is not None and _count(understanding) >= FEWEST_PARTS


def _count(understanding: Understanding) -> int:
    return understanding.party_size.value if understanding.party_size else 0


def _part_of(draft: Draft | None) -> PartDraft | None:
    if draft is None or draft.service_id is None:
        return None
    return PartDraft(draft.service_id, (), draft.staff_member_id)


def _part(read: PartRead) -> PartDraft:
    return _of(read.service, read.staff_member_id)


def _read_part(understanding: Understanding) -> PartDraft | None:
    said, who = understanding.service, understanding.staff_member
    staff = who.value.staff_member_id if who and not who.is_ambiguous else None
    return _of(said, staff) if said else None


def _of(service: Read[str], staff_member_id: str | None) -> PartDraft:
    if service.is_ambiguous:
        return PartDraft(None, service.choices, staff_member_id)
    return PartDraft(service.value, (), staff_member_id)


def _is_same(one: PartDraft, other: PartDraft) -> bool:
    return (one.service_id, one.choices) == (other.service_id, other.choices)


def _is_group(talk: Talk, part: PartDraft) -> bool:
    ids = (part.service_id,) if part.service_id else part.choices
    services = (talk.business.service(each) for each in ids)
    return any(each is None or each.maximum_attendees_count > 1 for each in services)
