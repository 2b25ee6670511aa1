"""Sharing one client's things with their family, by name: what the screen shows and what it can do."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.errors import CaseworkError, Denied, Invalid
from casepwa.casework.family import consents, family_accounts, sharing_desk, sharing_grants
from casepwa.casework.family.family_accounts import Invited
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.models.codes import ConsentScope, Custody, SharedKind
from casepwa.off_loop import in_a_thread
from casepwa.state.guard import acting, requires
from casepwa.state.ids import id_or_denied, iso
from casepwa.state.joining_links import Link, joining_link

Form = dict[str, Any]
CUSTODIES = tuple(code.value for code in Custody if code is not Custody.UNKNOWN)
SCOPES = tuple(code.value for code in ConsentScope)
Done = TypeVar("Done")


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Relative(Shown):
    """``key``: the member's id, ``self`` for the client. ``can_invite``: facts are recorded, no order stands,
    no account is open."""

    key: str = ""
    name: str = ""
    relation: str = ""
    is_client: bool = False
    custody: str = ""
    protective_order: str = ""
    checked_on: str = ""
    may_sign: bool = False
    can_invite: bool = False
    account_id: str = ""
    email: str = ""
    standing: str = ""
    until: str = ""


class Reader(Shown):
    account_id: str
    name: str
    is_granted: bool
    sees: bool


class Item(Shown):
    """``is_first``: of its kind, so that the kind is said once."""

    key: str
    kind: str
    item_id: str
    words: str
    moment: str
    is_first: bool
    is_private: bool
    is_labelled: bool
    readers: list[Reader]


class ConsentLine(Shown):
    id: str
    scope: str
    information: str
    purpose: str
    recipient: str
    signer: str
    signed_on: str
    expires_on: str
    is_withdrawn: bool


class SharingState(rx.State):
    """``client_id``: empty until a client is open."""

    client_id: str = ""
    client: str = ""
    people: rx.Field[list[Relative]] = rx.field(default_factory=list)
    items: rx.Field[list[Item]] = rx.field(default_factory=list)
    consents: rx.Field[list[ConsentLine]] = rx.field(default_factory=list)
    link: rx.Field[Link] = rx.field(default_factory=Link)

    @requires(Permission.SHARING_READ)
    async def look(self) -> None:
        """Open the screen of the client in the address."""
        self.reset()
        parts = str(self.router.url.path).strip("/").split("/")
        client_id = id_or_denied(parts[1] if len(parts) > 1 else "", Permission.SHARING_READ)
        self._show(await in_a_thread(_opened, acting(), client_id))

    @requires(Permission.FAMILY_FACTS_WRITE)
    async def record_facts(self, form: Form) -> None:
        """Legal custody and protective orders of one relative."""
        given = {
            "family_member_id": _id(form, "member_id", Permission.FAMILY_FACTS_WRITE),
            "custody": _code(Custody, form.get("custody")),
            "protective_order": str(form.get("protective_order", "")),
            "saw": (str(form.get("saw_custody", "")), str(form.get("saw_order", ""))),
        }
        await self._do(form, Permission.FAMILY_FACTS_WRITE, family_accounts.record_facts, given)

    @requires(Permission.FAMILY_INVITE)
    async def invite(self, form: Form) -> None:
        """Make an account and its link."""
        whom = str(form.get("member_id", ""))
        member_id = None if whom == "self" else id_or_denied(whom, Permission.FAMILY_INVITE)
        given = {"family_member_id": member_id, "email": str(form.get("email", ""))}
        invited = await self._do(form, Permission.FAMILY_INVITE, family_accounts.invite, given)
        self.link = self._link(invited)

    @requires(Permission.FAMILY_INVITE)
    async def new_link(self, form: Form) -> None:
        """Another link in place of the one before."""
        given = {"account_id": _id(form, "account_id", Permission.FAMILY_INVITE)}
        self.link = self._link(
            await self._do(form, Permission.FAMILY_INVITE, family_accounts.new_link, given)
        )

    @requires(Permission.FAMILY_APPROVE)
    async def approve(self, form: Form) -> None:
        """Agree to a second adult."""
        given = {"account_id": _id(form, "account_id", Permission.FAMILY_APPROVE)}
        await self._do(form, Permission.FAMILY_APPROVE, family_accounts.approve, given)

    @requires(Permission.FAMILY_SUSPEND)
    async def change_standing(self, form: Form) -> None:
        """Suspend, restore or end an account."""
        verbs: dict[str, Callable[..., Any]] = {
            "suspend": family_accounts.suspend,
            "restore": family_accounts.restore,
            "end": family_accounts.end,
        }
        verb = verbs.get(str(form.get("what")))
        if verb is None:
            raise Denied(Permission.FAMILY_SUSPEND)
        given = {"account_id": _id(form, "account_id", Permission.FAMILY_SUSPEND)}
        await self._do(form, Permission.FAMILY_SUSPEND, verb, given)

    @requires(Permission.SHARE_WITH_FAMILY)
    async def share(self, form: Form) -> None:
        """Share one thing with one person, or take it back."""
        given = {"account_id": _id(form, "account_id", Permission.SHARE_WITH_FAMILY), **_thing(form)}
        verb = sharing_grants.share if form.get("what") == "share" else sharing_grants.unshare
        await self._do(form, Permission.SHARE_WITH_FAMILY, verb, given)

    @requires(Permission.SHARE_WITH_FAMILY)
    async def keep(self, form: Form) -> None:
        """Keep one thing private or under the Part 2 label, or no longer."""
        wanted = form.get("what") in ("private", "label")
        is_label = form.get("what") in ("label", "unlabel")
        named = {"is_labelled": wanted} if is_label else {"is_private": wanted}
        verb = sharing_grants.label if is_label else sharing_grants.keep_private
        await self._do(form, Permission.SHARE_WITH_FAMILY, verb, {**_thing(form), **named})

    @requires(Permission.CONSENT_RECORD)
    async def record_consent(self, form: Form) -> None:
        """Keep a consent that was signed on paper."""
        recipient, signer = str(form.get("recipient_account_id", "")), str(form.get("signer", ""))
        given = {
            "scope": _code(ConsentScope, form.get("scope")),
            "information": str(form.get("information", "")),
            "purpose": str(form.get("purpose", "")),
            "recipient_account_id": id_or_denied(recipient, Permission.CONSENT_RECORD) if recipient else None,
            "recipient_name": str(form.get("recipient_name", "")),
            "signed_by_member_id": None
            if signer == "self"
            else id_or_denied(signer, Permission.CONSENT_RECORD),
            "signed_on": _day(form.get("signed_on")),
            "expires_on": _day(form.get("expires_on")),
        }
        await self._do(form, Permission.CONSENT_RECORD, consents.record, given)

    @requires(Permission.CONSENT_RECORD)
    async def take_back(self, form: Form) -> None:
        """Write down that a consent was taken back."""
        given = {"consent_id": _id(form, "consent_id", Permission.CONSENT_RECORD)}
        await self._do(form, Permission.CONSENT_RECORD, consents.take_back, given)

    async def _do(
        self, form: Form, permission: Permission, verb: Callable[..., Done], given: dict[str, Any]
    ) -> Done:
        """Do it, then draw the screen as it is now; a refusal leaves it as it is and says why."""
        client_id = _id(form, "client_id", permission)
        self.link = Link()
        done, shown = await in_a_thread(_done, acting(), client_id, verb, given)
        self._show(shown)
        return done

    def _show(self, shown: sharing_desk.Sharing) -> None:
        self.client_id, self.client = str(shown.client_id), shown.client
        self.people = [_relative(one) for one in shown.relatives]
        kinds = [one.kind for one in shown.items]
        self.items = [
            _item(one, is_first=one.kind not in kinds[:place]) for place, one in enumerate(shown.items)
        ]
        self.consents = [_consent(one) for one in shown.consents]

    def _link(self, invited: Invited) -> Link:
        return joining_link(
            token=invited.token,
            name=invited.account.name,
            expires_at=invited.expires_at,
            waits=invited.waits,
            origin=str(self.router.url.origin),
        )


def _opened(actor: Actor, client_id: UUID) -> sharing_desk.Sharing:
    with unit_of_work() as session:
        return sharing_desk.of(session, actor=actor, client_id=client_id, at=datetime.now(UTC))


def _done(
    actor: Actor, client_id: UUID, verb: Callable[..., Done], given: dict[str, Any]
) -> tuple[Done, sharing_desk.Sharing]:
    at = datetime.now(UTC)

    def work(session: Session) -> Done:
        return verb(session, actor=actor, client_id=client_id, at=at, **given)

    with unit_of_work() as session:
        done = work(session)
    return done, _opened(actor, client_id)


def _id(form: Form, name: str, permission: Permission) -> UUID:
    return id_or_denied(form.get(name), permission)


def _thing(form: Form) -> dict[str, Any]:
    permission = Permission.SHARE_WITH_FAMILY
    try:
        kind = SharedKind(str(form.get("kind")))
    except ValueError as error:
        raise Denied(permission) from error
    item = str(form.get("item_id") or "")
    return {"kind": kind, "item_id": id_or_denied(item, permission) if item else None}


def _code(codes: type[Any], said: object) -> Any:
    try:
        return codes(str(said))
    except ValueError as error:
        raise CaseworkError("form_not_right") from error


def _day(said: object) -> date:
    try:
        return date.fromisoformat(str(said))
    except ValueError as error:
        raise Invalid("consent_is_missing_words") from error


def _relative(one: sharing_desk.Relative) -> Relative:
    account = one.account
    is_client = one.member_id is None
    is_known = is_client or (one.custody != Custody.UNKNOWN and one.orders_checked_on is not None)
    is_open = account is not None and account.standing != "ended"
    return Relative(
        key=str(one.member_id) if one.member_id else "self",
        name=one.name,
        relation=one.relation,
        is_client=is_client,
        custody=one.custody,
        protective_order=one.protective_order or "",
        checked_on=one.orders_checked_on.isoformat() if one.orders_checked_on else "",
        may_sign=one.may_sign,
        can_invite=is_known and not one.protective_order and not is_open,
        account_id=str(account.id) if account else "",
        email=account.email if account else "",
        standing=account.standing if account else "",
        until=iso(account.until) if account else "",
    )


def _item(one: sharing_desk.Item, *, is_first: bool) -> Item:
    item_id = str(one.item_id) if one.item_id else ""
    return Item(
        key=f"{one.kind}-{item_id}",
        kind=one.kind,
        item_id=item_id,
        words=one.words,
        moment=iso(one.moment),
        is_first=is_first,
        is_private=one.is_private,
        is_labelled=one.is_labelled,
        readers=[
            Reader(
                account_id=str(reader.account_id),
                name=reader.name,
                is_granted=reader.is_granted,
                sees=reader.sees,
            )
            for reader in one.readers
        ],
    )


def _consent(one: sharing_desk.ConsentRow) -> ConsentLine:
    return ConsentLine(
        id=str(one.id),
        scope=one.scope,
        information=one.information,
        purpose=one.purpose,
        recipient=one.recipient,
        signer=one.signer,
        signed_on=one.signed_on.isoformat(),
        expires_on=one.expires_on.isoformat(),
        is_withdrawn=one.withdrawn_at is not None,
    )
