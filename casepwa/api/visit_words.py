"""PUT /api/v1/visit-word: both words of a worker, in the place of what was set."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from casepwa.api.address import address_of
from casepwa.api.current import allowed
from casepwa.casework.accounts import passwords, sign_in, sign_in_throttle
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.visits import visit_words
from casepwa.database import unit_of_work
from casepwa.models import Account
from casepwa.off_loop import hashing, in_a_thread

routes = APIRouter()


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    word: str = Field(max_length=1000)
    duress_word: str = Field(max_length=1000)
    password: str = Field(max_length=1000)


@routes.put("/api/v1/visit-word", status_code=204)
async def keep(
    request: Request, said: Words, actor: Annotated[Actor, allowed(Permission.VISIT_WORD_SET)]
) -> None:
    """Set both. The password again: who holds an unlocked phone must not choose the words.

    422 as ``visit_words.require_two``, and ``password_wrong``; 429 ``too_many_tries`` as at signing in.
    """
    word, duress = visit_words.require_two(said.word, said.duress_word)
    tried = await in_a_thread(_begin, actor, address_of(request))
    if not await hashing(passwords.matches, said.password, tried.password_hash):
        raise Invalid("password_wrong")
    hashed = [await hashing(passwords.hash_password, one) for one in (word, duress)]
    await in_a_thread(_finish, actor, tried, hashed[0], hashed[1])


def _begin(actor: Actor, address: str | None) -> sign_in.Try:
    with unit_of_work() as session:
        account = session.get_one(Account, actor.account_id)
        return sign_in.begin(session, email=account.email, address=address, at=datetime.now(UTC))


def _finish(actor: Actor, tried: sign_in.Try, word_hash: str, duress_hash: str) -> None:
    at = datetime.now(UTC)
    with unit_of_work() as session:
        sign_in_throttle.was_right(session, tried.keys, at=at)
        visit_words.keep(session, actor=actor, word_hash=word_hash, duress_hash=duress_hash, at=at)
