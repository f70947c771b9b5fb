"""Each of the two signs the agreement; people carry a version like all editable rows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move signatures to the memberships.

    Who of the two had signed was not kept, so no signature is carried over: both sign again.
    """
    op.add_column("memberships", sa.Column("signed_at", sa.DateTime(timezone=True)))
    op.drop_column("agreements", "signed_at")
    op.add_column("people", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
