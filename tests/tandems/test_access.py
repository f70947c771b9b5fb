"""Every action is tried by every role in every relation against a list written from PRODUCT.md."""

import itertools

import pytest

from tandems.access import NOBODYS, Action, Resource, may, require
from tandems.domain.person import Account, AccountRole
from tandems.domain.vocabulary import Language
from tandems.errors import Forbidden

COORDINATOR = {
    "read_person",
    "write_person",
    "list_programmes",
    "read_enrolment",
    "read_participants",
    "import_released",
    "read_rankings",
    "save_proposal",
    "read_proposal",
    "approve_proposal",
    "create_tandem",
    "pause_tandem",
    "read_states",
    "read_audit",
    "add_document",
    "read_documents",
    "remove_document",
}
OPERATOR = {"list_programmes", "read_audit"}
OWN = {
    "read_person",
    "write_person",
    "read_enrolment",
    "join",
    "read_participation",
    "read_candidates",
    "release",
    "rank",
    "read_ranking",
    "read_private_note",
    "read_chat",
    "write_chat",
    "delete_chat",
    "read_draft",
    "accept_draft",
}
PAIR = {
    "read_person",
    "read_tandem",
    "read_fit",
    "answer_pairing",
    "change_agreement",
    "sign_agreement",
    "set_help_flag",
    "close_tandem",
    "read_sessions",
    "plan_sessions",
    "read_goals",
    "write_goals",
    "read_commitments",
    "write_commitments",
    "read_shared_notes",
    "write_notes",
    "write_draft",
    "read_accepted",
}
BY_ROLE: dict[AccountRole, set[str]] = {
    AccountRole.PARTICIPANT: set(),
    AccountRole.COORDINATOR: COORDINATOR,
    AccountRole.OPERATOR: OPERATOR,
}
RESOURCES = {
    "nobody's": (NOBODYS, set[str]()),
    "another's": (
        Resource(account_id="a2", person_id="p2", member_ids=frozenset({"p2", "p3"})),
        set[str](),
    ),
    "own by account": (Resource(account_id="a1"), OWN),
    "own by person": (Resource(person_id="p1", member_ids=frozenset({"p2"})), OWN),
    "member": (Resource(account_id="a2", person_id="p2", member_ids=frozenset({"p1"})), PAIR),
    "own and member": (Resource(account_id="a1", member_ids=frozenset({"p1", "p2"})), OWN | PAIR),
}


def account(role: AccountRole, person_id: str | None = "p1") -> Account:
    return Account("a1", "login", role, person_id, Language.DE)


@pytest.mark.parametrize(
    ("action", "role", "relation"), list(itertools.product(Action, AccountRole, RESOURCES))
)
def test_a_right_is_given_by_role_or_relation_and_by_nothing_else(
    action: Action, role: AccountRole, relation: str
) -> None:
    resource, by_relation = RESOURCES[relation]
    expected = action.value in BY_ROLE[role] | by_relation
    assert may(account(role), action, resource) is expected


def test_every_action_is_open_to_somebody() -> None:
    assert {action.value for action in Action} == COORDINATOR | OPERATOR | OWN | PAIR


@pytest.mark.parametrize(("action", "role"), list(itertools.product(Action, AccountRole)))
def test_an_account_without_a_person_is_nobodys_partner(action: Action, role: AccountRole) -> None:
    resource = Resource(person_id=None, member_ids=frozenset({"p1", "p2"}))
    allowed = may(account(role, person_id=None), action, resource)
    assert allowed is (action.value in BY_ROLE[role])


def test_require_stops_whoever_may_not() -> None:
    require(account(AccountRole.COORDINATOR), Action.READ_STATES)
    with pytest.raises(Forbidden):
        require(account(AccountRole.OPERATOR), Action.READ_STATES)
