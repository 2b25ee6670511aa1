"""The family's copy of a crisis plan, as a paper: calls first, in the order that screens show it."""

from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent, PlanCall, PlanStep
from casepwa.casework.plans.crisis_plan_copies import Copy
from casepwa.papers.paper import Line, Paper, Section
from casepwa.papers.words import Words


def paper_of(copy: Copy, *, printed_by: str, language: str) -> Paper:
    """``copy`` in ``language``, printed by the person of this name."""
    words = Words(language)
    t, plan, content = words.t, copy.plan, copy.content
    review = t("Review by {day}.", day=words.day(plan.review_due_on)) if plan.review_due_on else ""
    day = words.day(plan.published_at.astimezone(copy.zone))
    reader = [t("For {name}", name=copy.reader)] if copy.reader else []
    sections = (
        Section(title=t("Calls"), lines=tuple(_calls(content, words)), is_urgent=True),
        Section(title=t("Tell them"), lines=tuple(_tell(content, words))),
        Section(title=t("What helps"), lines=_lines(content.helps())),
        Section(title=t("Never do"), lines=_lines(content.never_do), is_urgent=True),
        Section(title=t("Steps"), lines=tuple(_step(one, words) for one in _by_level(content.steps))),
        Section(title=t("Signs and triggers"), lines=_lines([*content.warning_signs, *content.triggers])),
        Section(title=t("Making the place safer"), lines=_lines(content.making_safer)),
        Section(title=t("What over looks like"), lines=_lines((content.over_looks_like or "").splitlines())),
        Section(title=t("Medications"), lines=_lines(content.medications)),
    )
    return Paper(
        title=t("Crisis plan: {name}", name=copy.name),
        facts=tuple(reader + _consent(copy, words)),
        sections=tuple(section for section in sections if section.lines),
        language=words.language,
        agency=copy.agency,
        version=f"{t('Version {n}, {day}.', n=plan.number, day=day)} {review}".strip(),
        printed_by=printed_by,
        printed_at=copy.made_at.astimezone(copy.zone),
        has_part_2=copy.label is not None,
    )


def _consent(copy: Copy, words: Words) -> list[str]:
    """A disclosure under 42 CFR Part 2 says the consent's scope."""
    t, label = words.t, copy.label
    if label is None:
        return []
    given = {"information": label.information, "purpose": label.purpose, "day": words.day(label.expires_on)}
    return [t("Shared under a consent until {day}: {information}. For: {purpose}", **given)]


def _calls(content: CrisisPlanContent, words: Words) -> list[Line]:
    """The plan's own order, mobile crisis first where there is one; 988 and 911 are always on it."""
    t = words.t
    return [
        *(_call(one) for one in content.calls),
        Line(label=t("Call or text 988"), text=t("Suicide and crisis line, day and night"), bullet=True),
        Line(label=t("Call 911"), text=t("When a life is in danger"), bullet=True),
    ]


def _call(one: PlanCall) -> Line:
    return Line(label=one.label, text=one.phone, note=one.who or "", bullet=True)


def _tell(content: CrisisPlanContent, words: Words) -> list[Line]:
    t, tell = words.t, content.tell_them
    said = (
        (t("How to communicate"), tell.how_to_communicate),
        (t("Whom to ask for"), tell.ask_for),
        (t("Weapons in the home"), tell.weapons),
        (t("County dispatch number"), tell.dispatch_phone),
    )
    return [Line(label=f"{label}:", text=text, bullet=True) for label, text in said if text]


def _by_level(steps: list[PlanStep]) -> list[PlanStep]:
    order = ("early", "rising", "crisis")
    return sorted(steps, key=lambda one: order.index(one.level))


def _step(one: PlanStep, words: Words) -> Line:
    t = words.t
    level = {"early": t("Early"), "rising": t("Rising"), "crisis": t("Crisis")}[one.level]
    return Line(
        label=f"{level}:",
        text=one.what,
        note=", ".join(part for part in (one.who, one.phone) if part),
        bullet=True,
    )


def _lines(said: list[str]) -> tuple[Line, ...]:
    return tuple(Line(text=line, bullet=True) for line in said if line.strip())
