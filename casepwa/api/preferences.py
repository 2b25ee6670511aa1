"""What a person prefers, kept with their account: PUT /api/v1/preferences and .../language."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from casepwa.api.current import allowed
from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work

routes = APIRouter()


class Preferences(BaseModel):
    """``desk_keys``: A approves and R returns at the approval desk."""

    model_config = ConfigDict(extra="forbid")

    desk_keys: bool


class Language(BaseModel):
    """The code of a catalogue: ``en``, ``es``."""

    model_config = ConfigDict(extra="forbid")

    language: str = Field(max_length=20)


@routes.put("/api/v1/preferences", status_code=204)
def change(wanted: Preferences, actor: Annotated[Actor, allowed(Permission.CONTACT_NOTE_REVIEW)]) -> None:
    """Keep what I prefer."""
    with unit_of_work() as session:
        accounts.prefer(session, actor=actor, desk_keys=wanted.desk_keys)


@routes.put("/api/v1/preferences/language", status_code=204)
def choose_language(wanted: Language, actor: Annotated[Actor, allowed(Permission.OWN_SESSION)]) -> None:
    """Keep the language I read. 422 ``language_not_offered``."""
    with unit_of_work() as session:
        accounts.choose_language(session, actor=actor, language=wanted.language)
