"""What a worker writes about a visit, a call, a talk with the school: from the banks of words."""

from datetime import date, timedelta

from casepwa.demo import clock, words
from casepwa.demo.people import Aim, Person

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def of_visit(person: Person, day: date, *, place: str, alone: bool, aim: Aim | None, mark: str) -> str:
    """Where, what was seen, the person's words, the goal that was marked, what comes next."""
    bank, source = person.served.bank, person.chance("visit text", day)
    parts = [person.say(_opening(person, place, alone=alone))]
    parts.append(person.say("observed", bank["observed"]))
    if source.random() < 0.75:
        parts.append(_speech(person))
    if aim is not None:
        parts.append(_on_goal(person, aim, mark))
    if source.random() < 0.45:
        parts.append(person.say("did", bank["did"]))
    if source.random() < 0.4:
        parts.append(person.say("caregiver", bank["caregiver"]))
    if source.random() < 0.35:
        parts.append(person.say("safety_asked"))
    if source.random() < 0.3:
        parts.append(_with_day(person, "needs", day))
    if source.random() < 0.3:
        parts.append(
            person.say(
                "fill_ins", words.bank("fill_ins") if person.served.is_child else words.bank("adult_fill_ins")
            )
        )
    parts.append(_ending(person, day, source.random()))
    return " ".join(parts)


def of_call(person: Person, day: date, *, outcome: str, by_text: bool, with_person: bool) -> str:
    if outcome == "left_message":
        return _with_day(person, "left_message", day)
    if outcome == "no_answer":
        return _with_day(person, "no_answer", day)
    source = person.chance("call text", day)
    if by_text:
        return _with_day(person, "text_opens", day)
    parts = [_with_day(person, "phone_client_opens" if with_person else "phone_opens", day)]
    if with_person:
        parts.append(_with_day(person, "client_general", day))
    elif source.random() < 0.5:
        parts.append(person.say("caregiver", person.served.bank["caregiver"]))
    else:
        parts.append(_with_day(person, "caregiver_general", day))
    if source.random() < 0.3:
        parts.append(_with_day(person, "needs", day))
    if source.random() < 0.7:
        parts.append(_ending(person, day, source.random()))
    return " ".join(parts)


def of_collateral(person: Person, day: date) -> tuple[str, str, str]:
    """Text, who was spoken with, and what for: ``monitoring``, ``linkage`` or ``planning``."""
    source = person.chance("collateral text", day)
    kinds = ["clinic_talk", "clinic_talk", "link_talk", "agency_talk"]
    if person.served.is_child and person.served.school:
        kinds += ["school_talk", "school_talk", "meeting"]
    kind = source.choice(kinds)
    service = source.choice(person.served.bank["services"])[0]
    text = person.say(kind, None, service=service[0].lower() + service[1:])
    if source.random() < 0.6:
        text = f"{text} {_ending(person, day, source.random())}"
    if kind == "school_talk":
        return text, person.slots["teacher"], "monitoring"
    if kind == "link_talk":
        return text, service, "linkage"
    if kind == "agency_talk":
        return text, "Case manager of another agency", "planning"
    return text, person.slots["provider"], "planning" if kind == "meeting" else "monitoring"


def step_for(person: Person, *, owner: str | None = None) -> dict[str, str]:
    """One of the next steps that fit a child or an adult, and ``owner`` where that is said."""
    who = "child" if person.served.is_child else "adult"
    fitting = [step for step in words.read("phrases")["steps"] if step["who"] in (who, "any")]
    while True:
        what = person.decks.deal("steps", [step["what"] for step in fitting])
        found = next(step for step in fitting if step["what"] == what)
        if owner in (None, found["owner"]):
            return found


def _opening(person: Person, place: str, *, alone: bool) -> str:
    if place == "shelter":
        return "shelter_opens"
    if place != "home":
        return f"{place}_opens"
    if not person.served.is_child:
        return "adult_home_opens"
    return "home_alone_opens" if alone else "home_opens"


def _speech(person: Person) -> str:
    said = person.say("said", person.served.bank["said"])
    if person.served.situation == "speaks_with_a_tablet":
        return person.fill(f'With the tablet {{name}} said: "{said}"')
    return person.say("child_said", None, said=said)


def _on_goal(person: Person, aim: Aim, mark: str) -> str:
    lines = person.served.bank["goals"][aim.place][mark]
    line = person.say(f"line {aim.place} {mark}", lines)
    return person.say("on_goal", None, goal=aim.words, mark=line)


def _ending(person: Person, day: date, turn: float) -> str:
    if turn < 0.45:
        step = person.fill(step_for(person)["what"])
        return _with_day(person, "agreed", day, step=step[0].lower() + step[1:])
    return _with_day(person, "closes", day)


def _with_day(person: Person, bank: str, day: date, **more: str) -> str:
    """A workday within the next week, so that "on Thursday" can be true."""
    named = clock.workday(day + timedelta(days=1 + (day.toordinal() + len(bank) + person.served.age) % 6))
    return person.say(bank, None, day=_WEEKDAYS[named.weekday()], **more)
