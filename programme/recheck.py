"""The hard rules again over running tandems, whenever the organisation's data has changed."""

from collections import defaultdict

from embeddings.matching.rules import Facts, broken_rules
from tandems.domain.match import RuleCode
from tandems.domain.person import Account
from tandems.domain.programme import Participant
from tandems.domain.tandem import TandemStatus
from tandems.domain.vocabulary import Role
from tandems.storage.store import Store

_LASTING = frozenset({RuleCode.REPORTING_LINE, RuleCode.RIVAL, RuleCode.BLOCKED})
"""Rules a change in the organisation can break after a tandem has started."""


def pause_broken(store: Store, actor: Account, programme_id: str) -> tuple[str, ...]:
    """Pause every active tandem that now breaks a lasting rule; return their ids.

    Raises:
        Forbidden: not a coordinator.
    """
    people: dict[str, Participant] = {}
    roles: dict[str, list[str]] = defaultdict(list)
    for person in store.programmes.participants(actor, programme_id):
        people[person.person_id] = person
        roles[person.enrolment.role].append(person.person_id)
    facts = Facts.of(store.people.reporting_edges(), store.people.exclusions())
    active = {
        state.tandem_id
        for state in store.tandems.states(actor, programme_id)
        if state.status is TandemStatus.ACTIVE
    }
    paused = []
    for tandem_id, pair in store.tandems.pairs(actor, programme_id).items():
        if tandem_id not in active or not set(pair) <= people.keys():
            continue
        first, second = sorted(pair, key=lambda one: one in roles[Role.MENTOR])
        if _LASTING & set(broken_rules(people[first], people[second], facts)):
            store.tandems.pause(actor, tandem_id)
            paused.append(tandem_id)
    return tuple(paused)
