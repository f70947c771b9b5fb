"""The tables; importing this package completes ``Base.metadata``."""

from tandems.storage.rows.account import (
    AccountRow,
    AuditRow,
    KeyCheckRow,
    SignInRow,
    TryRow,
)
from tandems.storage.rows.base import Base, Record, Revised, fill, value_of
from tandems.storage.rows.conversation import MessageRow, SuggestionRow
from tandems.storage.rows.document import DocumentRow
from tandems.storage.rows.person import ExclusionRow, OrganisationRow, PersonRow, ReportingRow
from tandems.storage.rows.programme import (
    EnrolmentRow,
    OfferRow,
    ProgrammeRow,
    ProposalRow,
    RankingRow,
    WishRow,
)
from tandems.storage.rows.tandem import (
    AgreementRow,
    CommitmentRow,
    GoalRow,
    MembershipRow,
    NoteRow,
    SessionRow,
    TandemRow,
)

__all__ = [
    "AccountRow",
    "AgreementRow",
    "AuditRow",
    "Base",
    "CommitmentRow",
    "DocumentRow",
    "EnrolmentRow",
    "ExclusionRow",
    "GoalRow",
    "KeyCheckRow",
    "MembershipRow",
    "MessageRow",
    "NoteRow",
    "OfferRow",
    "Record",
    "OrganisationRow",
    "PersonRow",
    "ProgrammeRow",
    "ProposalRow",
    "RankingRow",
    "ReportingRow",
    "SessionRow",
    "SignInRow",
    "SuggestionRow",
    "TandemRow",
    "TryRow",
    "Revised",
    "WishRow",
    "fill",
    "value_of",
]
