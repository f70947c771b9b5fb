"""Who may do what: every right in one table, decided from actor, action and resource alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tandems.domain.person import Account, AccountRole
from tandems.errors import Forbidden


class Action(StrEnum):
    """Everything an account can ask the records for."""

    READ_PERSON = "read_person"
    WRITE_PERSON = "write_person"
    LIST_PROGRAMMES = "list_programmes"
    READ_ENROLMENT = "read_enrolment"
    JOIN = "join"
    READ_PARTICIPANTS = "read_participants"
    READ_PARTICIPATION = "read_participation"
    READ_CANDIDATES = "read_candidates"
    RELEASE = "release"
    IMPORT_RELEASED = "import_released"
    RANK = "rank"
    READ_RANKING = "read_ranking"
    READ_RANKINGS = "read_rankings"
    SAVE_PROPOSAL = "save_proposal"
    READ_PROPOSAL = "read_proposal"
    APPROVE_PROPOSAL = "approve_proposal"
    CREATE_TANDEM = "create_tandem"
    PAUSE_TANDEM = "pause_tandem"
    READ_STATES = "read_states"
    READ_TANDEM = "read_tandem"
    READ_FIT = "read_fit"
    ANSWER_PAIRING = "answer_pairing"
    CHANGE_AGREEMENT = "change_agreement"
    SIGN_AGREEMENT = "sign_agreement"
    SET_HELP_FLAG = "set_help_flag"
    CLOSE_TANDEM = "close_tandem"
    READ_SESSIONS = "read_sessions"
    PLAN_SESSIONS = "plan_sessions"
    READ_GOALS = "read_goals"
    WRITE_GOALS = "write_goals"
    READ_COMMITMENTS = "read_commitments"
    WRITE_COMMITMENTS = "write_commitments"
    READ_SHARED_NOTES = "read_shared_notes"
    WRITE_NOTES = "write_notes"
    READ_PRIVATE_NOTE = "read_private_note"
    READ_CHAT = "read_chat"
    WRITE_CHAT = "write_chat"
    DELETE_CHAT = "delete_chat"
    WRITE_DRAFT = "write_draft"
    READ_DRAFT = "read_draft"
    ACCEPT_DRAFT = "accept_draft"
    READ_ACCEPTED = "read_accepted"
    READ_AUDIT = "read_audit"
    ADD_DOCUMENT = "add_document"
    READ_DOCUMENTS = "read_documents"
    REMOVE_DOCUMENT = "remove_document"


class Relation(StrEnum):
    """What an account is to a resource."""

    SELF = "self"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Resource:
    """Whose something is: one account's, one person's, or the members' of a tandem."""

    account_id: str | None = None
    person_id: str | None = None
    member_ids: frozenset[str] = frozenset()


NOBODYS: Final = Resource()
"""A resource that is nobody's own, or that does not exist for the actor."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An action is open to any of the roles, and to whoever stands in any of the relations."""

    roles: frozenset[AccountRole] = frozenset()
    relations: frozenset[Relation] = frozenset()


_COORDINATOR: Final = frozenset({AccountRole.COORDINATOR})
_OFFICE: Final = frozenset({AccountRole.COORDINATOR, AccountRole.OPERATOR})
_OWN: Final = Rule(relations=frozenset({Relation.SELF}))
_PAIR: Final = Rule(relations=frozenset({Relation.MEMBER}))
_COORDINATE: Final = Rule(roles=_COORDINATOR)

RULES: Final[Mapping[Action, Rule]] = {
    Action.READ_PERSON: Rule(_COORDINATOR, frozenset({Relation.SELF, Relation.MEMBER})),
    Action.WRITE_PERSON: Rule(_COORDINATOR, frozenset({Relation.SELF})),
    Action.LIST_PROGRAMMES: Rule(_OFFICE),
    Action.READ_ENROLMENT: Rule(_COORDINATOR, frozenset({Relation.SELF})),
    Action.JOIN: _OWN,
    Action.READ_PARTICIPANTS: _COORDINATE,
    Action.READ_PARTICIPATION: _OWN,
    Action.READ_CANDIDATES: _OWN,
    Action.RELEASE: _OWN,
    Action.IMPORT_RELEASED: _COORDINATE,
    Action.RANK: _OWN,
    Action.READ_RANKING: _OWN,
    Action.READ_RANKINGS: _COORDINATE,
    Action.SAVE_PROPOSAL: _COORDINATE,
    Action.READ_PROPOSAL: _COORDINATE,
    Action.APPROVE_PROPOSAL: _COORDINATE,
    Action.CREATE_TANDEM: _COORDINATE,
    Action.PAUSE_TANDEM: _COORDINATE,
    Action.READ_STATES: _COORDINATE,
    Action.READ_TANDEM: _PAIR,
    Action.READ_FIT: _PAIR,
    Action.ANSWER_PAIRING: _PAIR,
    Action.CHANGE_AGREEMENT: _PAIR,
    Action.SIGN_AGREEMENT: _PAIR,
    Action.SET_HELP_FLAG: _PAIR,
    Action.CLOSE_TANDEM: _PAIR,
    Action.READ_SESSIONS: _PAIR,
    Action.PLAN_SESSIONS: _PAIR,
    Action.READ_GOALS: _PAIR,
    Action.WRITE_GOALS: _PAIR,
    Action.READ_COMMITMENTS: _PAIR,
    Action.WRITE_COMMITMENTS: _PAIR,
    Action.READ_SHARED_NOTES: _PAIR,
    Action.WRITE_NOTES: _PAIR,
    Action.READ_PRIVATE_NOTE: _OWN,
    Action.READ_CHAT: _OWN,
    Action.WRITE_CHAT: _OWN,
    Action.DELETE_CHAT: _OWN,
    Action.WRITE_DRAFT: _PAIR,
    Action.READ_DRAFT: _OWN,
    Action.ACCEPT_DRAFT: _OWN,
    Action.READ_ACCEPTED: _PAIR,
    Action.READ_AUDIT: Rule(_OFFICE),
    Action.ADD_DOCUMENT: _COORDINATE,
    Action.READ_DOCUMENTS: _COORDINATE,
    Action.REMOVE_DOCUMENT: _COORDINATE,
}


def relations(actor: Account, resource: Resource) -> frozenset[Relation]:
    """Return what ``actor`` is to ``resource``; an account without a person is no member."""
    person_id = actor.person_id
    found: set[Relation] = set()
    if resource.account_id == actor.id or (
        person_id is not None and resource.person_id == person_id
    ):
        found.add(Relation.SELF)
    if person_id is not None and person_id in resource.member_ids:
        found.add(Relation.MEMBER)
    return frozenset(found)


def may(actor: Account, action: Action, resource: Resource) -> bool:
    """Tell whether ``actor`` may do ``action`` to ``resource``."""
    rule = RULES[action]
    return actor.role in rule.roles or bool(rule.relations & relations(actor, resource))


def require(actor: Account, action: Action, resource: Resource = NOBODYS) -> None:
    """Let the permitted pass.

    Raises:
        Forbidden: ``actor`` may not; the same whether or not the resource exists.
    """
    if not may(actor, action, resource):
        raise Forbidden
