"""What a crisis plan says. Stored as JSON in a version; sent to phones as it stands."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from casepwa.casework import phone_numbers


class PlanPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlanCall(PlanPart):
    """One call of the plan, in the plan's own order. 988 and 911 are always shown and never listed here."""

    label: str
    phone: str
    who: str | None = None
    is_mobile_crisis: bool = False


class TellThem(PlanPart):
    """What to tell a dispatcher. Name, age and where we are now are added by the screen."""

    how_to_communicate: str | None = None
    weapons: str | None = None
    ask_for: str | None = None
    dispatch_phone: str | None = None


class WhatHelps(PlanPart):
    """Own coping; people and places that distract; family and friends who help (Stanley and Brown)."""

    own: list[str] = []
    people_and_places: list[str] = []
    family_and_friends: list[str] = []


class PlanStep(PlanPart):
    level: Literal["early", "rising", "crisis"]
    what: str
    who: str | None = None
    phone: str | None = None


class SafePlace(PlanPart):
    """Never on a family copy by default."""

    name: str
    address: str | None = None
    phone: str | None = None


class CrisisPlanContent(PlanPart):
    """Sections of domain.md, in the order that screens show them, in the person's words."""

    calls: list[PlanCall] = []
    tell_them: TellThem = TellThem()
    what_helps: WhatHelps = WhatHelps()
    never_do: list[str] = []
    steps: list[PlanStep] = []
    warning_signs: list[str] = []
    triggers: list[str] = []
    making_safer: list[str] = []
    over_looks_like: str | None = None
    medications: list[str] = []
    safe_places: list[SafePlace] = []

    def helps(self) -> list[str]:
        """Everything that helps, own coping first."""
        helps = self.what_helps
        return [*helps.own, *helps.people_and_places, *helps.family_and_friends]


def not_one_number(plan: CrisisPlanContent) -> tuple[str, str] | None:
    """The first box for a number that holds none, several, or words: its section and what is in it.

    What a phone dials for such a box is nobody, or somebody else.
    """
    boxes = [
        *(("calls", call.phone) for call in plan.calls),
        ("tell_them", plan.tell_them.dispatch_phone),
        *(("steps", step.phone) for step in plan.steps),
        *(("safe_places", place.phone) for place in plan.safe_places),
    ]
    return next(
        ((section, phone) for section, phone in boxes if phone and not phone_numbers.is_crisis_line(phone)),
        None,
    )
