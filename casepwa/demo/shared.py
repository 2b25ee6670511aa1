"""What each parent's account may see: granted by name, per person, after custody was recorded."""

from casepwa.demo import chance, clock
from casepwa.demo.agency import Agency
from casepwa.demo.households import family_account_id
from casepwa.demo.people import Person
from casepwa.models import SharingGrant
from casepwa.models.codes import SharedKind

_WHOLE = (
    SharedKind.SHARED_LINE,
    SharedKind.APPOINTMENT,
    SharedKind.TEAM_MEMBER,
    SharedKind.CRISIS_PLAN,
    SharedKind.NEXT_STEP,
)


def grant(agency: Agency, person: Person) -> None:
    """Kinds as a whole, and each goal by itself; remembers who may read shared lines."""
    for relative in person.household.relatives:
        if relative.account is None:
            continue
        account_id = family_account_id(relative)
        person.readers.append(account_id)
        items = [(kind, None) for kind in _WHOLE] + [(SharedKind.GOAL, aim.id) for aim in person.aims]
        for kind, item_id in items:
            agency.rows.add(
                SharingGrant,
                id=chance.made_id("grant", person.served.key, account_id, kind, item_id),
                account_id=account_id,
                client_id=person.id,
                kind=kind,
                item_id=item_id,
                granted_by_id=person.worker.id,
                granted_at=clock.at(person.opened_on, 17),
            )
