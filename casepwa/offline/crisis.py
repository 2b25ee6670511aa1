"""Crisis: whose plan, found at once (assets/offline/views/crisis.js)."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class PlanRow(BaseModel):
    id: str
    href: str
    name: str
    age: str
    line: str
    has_plan: bool


class Crisis(BaseModel):
    """`state`: loading, error, empty, full, or none (nobody answers the query)."""

    state: str
    query: str
    is_search: bool
    today: list[PlanRow]
    everyone: list[PlanRow]


crisis: Crisis = local("crisis", "useCrisis", Crisis, module="views/crisis.js")
search_plans = action("searchPlans", module="views/crisis.js")
