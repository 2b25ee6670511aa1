"""A person served, while the demo is made: their household, their worker, the words about them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from casepwa.demo import chance, words
from casepwa.demo.agency import PAYERS, PROVIDERS, Agency
from casepwa.demo.families import Household, Relative, Served, family_account_id
from casepwa.demo.staff import Staff
from casepwa.demo.words import Decks

HISTORY = timedelta(days=182)
PHONE_HISTORY = timedelta(days=91)
SHORT_HISTORY = timedelta(days=42)
_TEACHERS = ("Ms. Alvarez", "Mr. Brandt", "Ms. Bell", "Mr. Osborne", "Ms. Kim", "Mr. Duarte", "Ms. Whitlock")
_DOCTORS = ("Dr. Whitcomb", "Dr. Sandoval", "Dr. Iqbal", "Dr. Fenwick", "Dr. Achterberg", "Dr. Mbaye")


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A goal that is being worked on. ``course`` says how it goes: up, steady, down, or met."""

    id: UUID
    place: int
    words: str
    objective_ids: tuple[UUID, ...]
    course: str
    starts_on: date


@dataclass(eq=False, kw_only=True)
class Person:
    served: Served
    household: Household
    worker: Staff
    agency: Agency
    aims: list[Aim] = field(default_factory=list)
    met: set[UUID] = field(default_factory=set)
    weekday: int = 0

    @cached_property
    def id(self) -> UUID:
        return self.served.id

    @cached_property
    def readers(self) -> list[UUID]:
        """The family accounts that what is new is shared with, by name."""
        return [family_account_id(relative) for relative in self.household.relatives if relative.is_reader]

    @cached_property
    def caregiver(self) -> Relative:
        return self.household.first_to_call

    @cached_property
    def decks(self) -> Decks:
        return Decks(self.chance("decks"))

    def chance(self, *key: object) -> Random:
        return chance.of(self.served.key, *key)

    @cached_property
    def opened_on(self) -> date:
        """When the open episode began: for most over half a year ago."""
        source = self.chance("opened")
        days = source.randint(45, 120) if source.random() < 0.12 else source.randint(190, 640)
        return self.agency.clock.day(-days)

    @cached_property
    def seen_since(self) -> date:
        """From when on contacts are told: half a year; for Maya's invented as far as a phone reaches back,
        for those of others six weeks, so that thousands of them are made in minutes."""
        history = HISTORY
        if self.household.is_invented:
            history = PHONE_HISTORY if self.worker.key == "maya" else SHORT_HISTORY
        return max(self.opened_on, self.agency.clock.today - history)

    @cached_property
    def payer(self) -> str:
        return self.chance("payer").choices(PAYERS, (7, 2, 1))[0]

    @cached_property
    def is_small(self) -> bool:
        """Too young, or without speech, for the telephone."""
        return self.served.age < 12 or self.served.situation == "speaks_with_a_tablet"

    @cached_property
    def slots(self) -> dict[str, str]:
        """What fills the sentences about this person."""
        source, caregiver = self.chance("slots"), self.caregiver
        cg = words.pronoun_slots(caregiver.pronouns)
        return {
            "name": self.served.name,
            **words.pronoun_slots(self.served.pronouns),
            "cg": caregiver.given,
            "cgthey": cg["they"],
            "cgthem": cg["them"],
            "cgtheir": cg["their"],
            "interest": self.served.interest,
            "school": self.served.school or "the day program",
            "teacher": source.choice(_TEACHERS),
            "provider": source.choice(_DOCTORS),
            "clinic": source.choice(PROVIDERS["clinic"])[0],
            "worker": self.worker.name.split()[0],
            "language": self.household.language,
            "asker": caregiver.given if self.served.is_child else self.served.name,
        }

    def say(self, bank: str, sentences: list[str] | None = None, **more: str) -> str:
        """The next sentence of ``bank`` (of phrases.toml, unless ``sentences`` are given)."""
        deck = sentences if sentences is not None else words.bank(bank)
        return words.said(self.decks.deal(bank, deck), self.slots, **more)

    def fill(self, sentence: str) -> str:
        return words.said(sentence, self.slots)
