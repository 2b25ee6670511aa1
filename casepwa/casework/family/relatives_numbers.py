"""Phone numbers of a client's other relatives and friends, as we have them on record, cut out of a text.

Another adult's phone is never shared by default (domain.md, "Who may see what").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, or_, select

from casepwa.models import Client, FamilyMember, Relationship, TeamMember
from casepwa.models.codes import TeamRole

_BETWEEN = r"(?:[^\w:]|_){0,3}"
"""What may stand between two digits of one number. A colon is a time's or a label's."""

_ONE_NUMBER = re.compile(r"[\d\s().+\-\u2010-\u2015]+")
_ANOTHER_AREA = re.compile(r"(?<!\d)(?!911|988)[2-9]\d\d\)?" + _BETWEEN + "$")
_WHOLE, _LOCAL = 10, 7


@dataclass(frozen=True)
class Numbers:
    """``whole``: numbers with their area; ``local``: the last seven digits of each. None: there are none."""

    whole: re.Pattern[str] | None
    local: re.Pattern[str] | None

    def cut(self, text: str) -> str:
        """``text`` without them, however they are written and whatever digits stand beside them."""
        if self.whole is not None:
            text = self.whole.sub("", text)
        return text if self.local is None else self.local.sub(_unless_of_another_area, text)

    def has(self, text: str) -> bool:
        return self.cut(text) != text


def of_others(session: Session, client: Client, *, reader_member_id: UUID | None) -> Numbers:
    """Of relatives of the client or the household and friends on the team; not what is the reader's too."""
    related = select(Relationship.family_member_id).where(Relationship.client_id == client.id)
    members = session.exec(
        select(FamilyMember.id, FamilyMember.phone).where(
            or_(FamilyMember.family_id == client.family_id, col(FamilyMember.id).in_(related))
        )
    ).all()
    friends = session.exec(
        select(TeamMember.phone).where(
            TeamMember.client_id == client.id,
            col(TeamMember.role).in_((TeamRole.NATURAL_SUPPORT, TeamRole.PARENT, TeamRole.OTHER)),
            col(TeamMember.account_id).is_(None),
        )
    ).all()
    mine = {
        one[-_WHOLE:] for member_id, phone in members if member_id == reader_member_id for one in _in(phone)
    }
    others = {one for member_id, phone in members if member_id != reader_member_id for one in _in(phone)}
    others |= {one for phone in friends for one in _in(phone)}
    return _numbers(sorted(one for one in others if one[-_WHOLE:] not in mine))


def _in(phone: str | None) -> list[str]:
    """The digits of each number that ``phone`` holds; an extension or an emergency line is none."""
    found: list[str] = []
    for part in _ONE_NUMBER.findall(phone or ""):
        digits = re.sub(r"\D", "", part)
        if len(digits) >= _LOCAL:
            found.append(digits)
        if len(digits) > _WHOLE and "+" not in part:  # more than a number: hours, or a second one
            found.append(digits.removeprefix("1")[:_WHOLE])
    return found


def _numbers(digits: list[str]) -> Numbers:
    if not digits:
        return Numbers(None, None)
    return Numbers(
        re.compile("|".join(_whole(one) for one in digits)),
        _any_of(_spaced(one[-_LOCAL:]) for one in digits if len(one) > _LOCAL),
    )


def _whole(digits: str) -> str:
    """The number with or without its country (1 where the record says none) or a leading 0."""
    country, number = digits[:-_WHOLE] or "1", digits[-_WHOLE:]
    abroad = rf"(?:(?:(?:\+|00|011){_BETWEEN})?{_spaced(country)}{_BETWEEN})?(?:\(?0{_BETWEEN})?"
    return rf"(?<!\d){abroad}\(?{_spaced(number)}(?!\d)"


def _any_of(numbers: Iterable[str]) -> re.Pattern[str] | None:
    found = "|".join(numbers)
    return re.compile(rf"(?<!\d)(?:{found})(?!\d)") if found else None


def _spaced(digits: str) -> str:
    return _BETWEEN.join(digits)


def _unless_of_another_area(found: re.Match[str]) -> str:
    return found[0] if _ANOTHER_AREA.search(found.string, 0, found.start()) else ""
