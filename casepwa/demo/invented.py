"""More families than were described by hand: for measuring with many. Names by chance, lives by situation."""

from casepwa.demo import chance, words
from casepwa.demo.families import TOWNS, Household, Relative, Served

_SITUATIONS = (
    "crowds_and_mornings",
    "night_worries",
    "panic_at_school",
    "safety_after_leaving",
    "foster_and_next",
    "low_mood",
    "speaks_with_a_tablet",
    "reading_and_courage",
    "sugar_and_school",
    "grief_and_anger",
    "seizures_and_freedom",
    "new_country",
    "young_parent",
    "voices_and_work",
    "sober_days",
    "own_apartment",
    "breath_and_company",
)
_LANGUAGES = ("English",) * 12 + ("Spanish",) * 5 + ("Haitian Creole", "Arabic", "Polish", "Portuguese")
_INTERESTS = ("music", "soccer", "drawing", "cooking", "chess", "gardens", "trains", "basketball", "sewing")


def household(number: int, *, worker: str) -> Household:
    """The ``number``-th invented household, of one to three people served."""
    source, names = chance.of("invented", number), words.read("names")
    key = f"invented/{number}"
    surname = source.choice(names["surnames"])
    if source.random() < 0.3:
        surname = f"{surname}-{source.choice(names['surnames'])}"
    is_family = source.random() < 0.75
    people = tuple(
        _person(f"{key}/{place}", surname, is_child=is_family)
        for place in range(source.choice((1, 1, 2, 2, 3)) if is_family else 1)
    )
    relation = source.choice(("mother", "mother", "father", "grandmother")) if is_family else "sister"
    first = Relative(
        key=f"{key}/first",
        given=source.choice(names["boys" if relation == "father" else "girls"]),
        family=surname,
        relation=relation,
        age=source.randint(28, 66),
        lives=is_family,
        custody="sole" if is_family else "none",
        natural=not is_family,
        emergency=True,
        leave_message=source.random() < 0.5,
        best_hours=source.choice(("Mornings", "After 4 PM", "Evenings", "Weekends")),
    )
    return Household(
        key=key,
        name=surname,
        worker=worker,
        language=source.choice(_LANGUAGES),
        street=f"{source.randint(1, 999)} {source.choice(names['streets'])}",
        town=source.choice(tuple(TOWNS)),
        program="children" if is_family else "adults",
        coordinated=source.random() < 0.3,
        relatives=(first,),
        people=people,
        is_invented=True,
    )


def _person(key: str, surname: str, *, is_child: bool) -> Served:
    source, names = chance.of("invented person", key), words.read("names")
    situation = source.choice(
        [name for name in _SITUATIONS if (words.read(f"situations/{name}")["ages"][0] < 18) == is_child]
    )
    youngest, oldest = words.read(f"situations/{situation}")["ages"]
    age = source.randint(youngest, min(oldest, 17) if is_child else oldest)
    is_girl = source.random() < 0.5
    return Served(
        key=key,
        given=source.choice(names["girls" if is_girl else "boys"]),
        family=surname,
        age=age,
        pronouns="she/her" if is_girl else "he/him",
        situation=situation,
        interest=source.choice(_INTERESTS),
        school=f"{source.choice(names['streets'])} School" if is_child else None,
        grade=str(max(1, min(12, age - 6))) if is_child else None,
        phone=not is_child,
    )
