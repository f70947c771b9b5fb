"""People say how they like to work, and organisations who is under 18."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both columns; nothing is known of anybody yet."""
    op.add_column("people", sa.Column("working_style", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "people", sa.Column("under_18", sa.Boolean(), nullable=False, server_default=sa.false())
    )
