"""Tandems, what belongs to their two people, chats and suggestions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "tandems",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("help_flag", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_tandems_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_tandems")),
        sa.UniqueConstraint("id", name=op.f("uq_tandems_id")),
    )
    op.create_index(op.f("ix_tandems_programme_id"), "tandems", ["programme_id"], unique=False)
    op.create_table(
        "agreements",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tandem_id", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("cadence_weeks", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=32), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tandem_id"], ["tandems.id"], name=op.f("fk_agreements_tandem_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tandem_id", name=op.f("pk_agreements")),
    )
    op.create_table(
        "commitments",
        sa.Column("tandem_id", sa.String(length=64), nullable=False),
        sa.Column("owner_id", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_sign", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_commitments_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tandem_id"], ["tandems.id"], name=op.f("fk_commitments_tandem_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_commitments")),
        sa.UniqueConstraint("id", name=op.f("uq_commitments_id")),
    )
    op.create_index(op.f("ix_commitments_tandem_id"), "commitments", ["tandem_id"], unique=False)
    op.create_table(
        "goals",
        sa.Column("tandem_id", sa.String(length=64), nullable=False),
        sa.Column("owner_id", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("from_wish_id", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_goals_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tandem_id"], ["tandems.id"], name=op.f("fk_goals_tandem_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_goals")),
        sa.UniqueConstraint("id", name=op.f("uq_goals_id")),
    )
    op.create_index(op.f("ix_goals_tandem_id"), "goals", ["tandem_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("tandem_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("pair_yes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_memberships_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tandem_id"], ["tandems.id"], name=op.f("fk_memberships_tandem_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tandem_id", "person_id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_person_id"), "memberships", ["person_id"], unique=False)
    op.create_table(
        "notes",
        sa.Column("tandem_id", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.String(length=64), nullable=False),
        sa.Column("visibility", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_notes_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tandem_id"], ["tandems.id"], name=op.f("fk_notes_tandem_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_notes")),
        sa.UniqueConstraint("id", name=op.f("uq_notes_id")),
    )
    op.create_index(op.f("ix_notes_tandem_id"), "notes", ["tandem_id"], unique=False)
    op.create_table(
        "suggestions",
        sa.Column("tandem_id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("session_id", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["tandem_id"], ["tandems.id"], name=op.f("fk_suggestions_tandem_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("id", name=op.f("uq_suggestions_id")),
    )
    op.create_index(op.f("ix_suggestions_account_id"), "suggestions", ["account_id"], unique=False)
    op.create_index(op.f("ix_suggestions_tandem_id"), "suggestions", ["tandem_id"], unique=False)
    op.create_table(
        "messages",
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("tandem_id", sa.String(length=64), nullable=True),
        sa.Column("sender", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suggestion_id", sa.String(length=64), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_messages_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestions.id"],
            name=op.f("fk_messages_suggestion_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["tandem_id"], ["tandems.id"], name=op.f("fk_messages_tandem_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_messages")),
        sa.UniqueConstraint("id", name=op.f("uq_messages_id")),
    )
    op.create_index("ix_messages_chat", "messages", ["account_id", "tandem_id"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("tandem_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agenda_id", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_id"],
            ["suggestions.id"],
            name=op.f("fk_sessions_agenda_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["tandem_id"], ["tandems.id"], name=op.f("fk_sessions_tandem_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_sessions")),
        sa.UniqueConstraint("id", name=op.f("uq_sessions_id")),
        sa.UniqueConstraint("tandem_id", "number", name=op.f("uq_sessions_tandem_id_number")),
    )


def downgrade() -> None:
    """Refuse: a store is restored from its backup, never taken back."""
    raise NotImplementedError
