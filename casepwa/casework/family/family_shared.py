"""What is shared with a family account: grants by name that count today, and nothing else.

A grant counts while the tie stands (``family_ties``), nobody asked to keep the item private, and, under the
42 CFR Part 2 label, while a consent of its own names this account. A step goes with its goal in both.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.family import family_ties
from casepwa.casework.family.family_bundle_shapes import UnderConsent
from casepwa.casework.family.family_ties import InForce, Tie
from casepwa.models import Consent, ContentLabel, FamilyMessage, KeptPrivate, NextStep, SharingGrant
from casepwa.models.codes import ConsentScope, SharedKind

Thing = tuple[str, UUID | None]
"""Kind and item; no item for what is shared as a whole (crisis plan, lines)."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What one account may see of one client. ``labels``: for what stands under a label, which is there only
    with ``substance_use``, the consent of its own. ``until``: the first end of a consent that any of it
    rests on."""

    tie: Tie
    things: frozenset[Thing] = frozenset()
    labels: Mapping[Thing, UnderConsent] = field(default_factory=dict[Thing, UnderConsent])
    substance_use: UnderConsent | None = None
    until: datetime | None = None

    @property
    def client_id(self) -> UUID:
        return self.tie.client.id

    def items(self, kind: SharedKind) -> frozenset[UUID]:
        """Granted by name: a grant without an item shares none."""
        return frozenset(item for known, item in self.things if known == kind and item is not None)

    def has(self, kind: SharedKind) -> bool:
        """Is ``kind`` shared as a whole?"""
        return (kind, None) in self.things

    def label(self, kind: SharedKind, item: UUID | None = None) -> UnderConsent | None:
        return self.labels.get((kind, item))


def with_account(session: Session, account_id: UUID, *, at: datetime) -> dict[UUID, Shared]:
    """Everything that is shared with one account, by client: at least one grant, or a consent or a message
    of their own (which they may always see again)."""
    ties = family_ties.of_account(session, account_id, at=at)
    if not ties:
        return {}
    found = {each.client_id: each for each in _of(session, ties.values(), at=at)}
    own = _spoken_about(session, next(iter(ties.values())), ties)
    return {client_id: each for client_id, each in sorted(found.items()) if each.things or client_id in own}


def about_clients(
    session: Session, client_ids: Collection[UUID], *, at: datetime
) -> dict[UUID, list[Shared]]:
    """Who in the families sees what of each client, by the names of the accounts."""
    ties = family_ties.to_clients(session, client_ids, at=at)
    found: dict[UUID, list[Shared]] = {}
    for each in _of(session, [tie for some in ties.values() for tie in some], at=at):
        if each.things:
            found.setdefault(each.client_id, []).append(each)
    return found


def _spoken_about(session: Session, tie: Tie, client_ids: Collection[UUID]) -> frozenset[UUID]:
    """The clients about whom this person signed a consent or told us something."""
    account = tie.account
    told = select(FamilyMessage.client_id).where(
        FamilyMessage.from_account_id == account.id, col(FamilyMessage.client_id).in_(client_ids)
    )
    signed = select(Consent.client_id).where(col(Consent.client_id).in_(client_ids))
    if account.client_id is not None:
        signed = signed.where(Consent.signed_by_client_id == account.client_id)
    else:
        signed = signed.where(Consent.signed_by_member_id == account.family_member_id)
    return frozenset(session.exec(told)) | frozenset(session.exec(signed))


def _of(session: Session, ties: Collection[Tie], *, at: datetime) -> list[Shared]:
    if not ties:
        return []
    client_ids = {tie.client.id for tie in ties}
    zone = zone_of(session, next(iter(ties)).account.organization_id)
    consents = family_ties.consents_in_force(
        session, client_ids, scope=ConsentScope.SUBSTANCE_USE, on=day_of(at, zone)
    )
    granted = _granted(session, client_ids, {tie.account.id for tie in ties})
    private = _private(session, client_ids)
    labelled = frozenset(
        session.exec(
            select(ContentLabel.client_id, ContentLabel.kind, ContentLabel.item_id).where(
                col(ContentLabel.client_id).in_(client_ids)
            )
        ).all()
    )
    goals = _goals_of_steps(session, granted.values())
    found: list[Shared] = []
    for tie in ties:
        client_id, consent = tie.client.id, consents.get((tie.client.id, tie.account.id))
        under = _under(consent) if consent else None
        things: set[Thing] = set()
        labels: dict[Thing, UnderConsent] = {}
        for thing in granted.get((tie.account.id, client_id), ()):
            with_goal = {thing, (SharedKind.GOAL, goals[thing[1]]) if thing[1] in goals else thing}
            if any(_is_private(tie, private, each) for each in with_goal):
                continue
            if any((client_id, *each) in labelled for each in with_goal):
                if under is None:
                    continue
                labels[thing] = under
            things.add(thing)
        ends = [tie.until] if tie.until else []
        if under is not None and any(known == client_id for known, _, _ in labelled):
            ends.append(family_ties.end_of(under.expires_on, zone))
        found.append(
            Shared(
                tie=tie,
                things=frozenset(things),
                labels=labels,
                substance_use=under,
                until=min(ends, default=None),
            )
        )
    return found


def _under(agreed: InForce) -> UnderConsent:
    consent = agreed.consent
    return UnderConsent(information=consent.information, purpose=consent.purpose, expires_on=agreed.last_day)


def _granted(
    session: Session, client_ids: Collection[UUID], account_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], set[Thing]]:
    """Grants that were not taken back, by (account, client)."""
    found: dict[tuple[UUID, UUID], set[Thing]] = {}
    for row in session.exec(
        select(SharingGrant).where(
            col(SharingGrant.client_id).in_(client_ids),
            col(SharingGrant.account_id).in_(account_ids),
            col(SharingGrant.revoked_at).is_(None),
        )
    ):
        found.setdefault((row.account_id, row.client_id), set()).add((row.kind, row.item_id))
    return found


def _private(session: Session, client_ids: Collection[UUID]) -> frozenset[tuple[UUID, Thing, UUID | None]]:
    rows = session.exec(
        select(KeptPrivate).where(
            col(KeptPrivate.client_id).in_(client_ids), col(KeptPrivate.ended_at).is_(None)
        )
    )
    return frozenset((row.client_id, (row.kind, row.item_id), row.family_member_id) for row in rows)


def _is_private(tie: Tie, private: frozenset[tuple[UUID, Thing, UUID | None]], thing: Thing) -> bool:
    """Kept from everyone, or from this relative. Nothing of theirs is kept from the clients themselves."""
    if tie.is_own:
        return False
    return any((tie.client.id, thing, whom) in private for whom in (None, tie.account.family_member_id))


def _goals_of_steps(session: Session, granted: Iterable[set[Thing]]) -> dict[UUID | None, UUID | None]:
    steps = {item for things in granted for kind, item in things if kind == SharedKind.NEXT_STEP and item}
    rows = session.exec(
        select(NextStep.id, NextStep.goal_id).where(
            col(NextStep.id).in_(steps), col(NextStep.goal_id).is_not(None)
        )
    )
    return dict(rows.all())
