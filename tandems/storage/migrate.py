"""Bring a database to this version's schema, whole or not at all."""

from typing import Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from tandems.errors import ConfigurationError
from tandems.storage.database import Database

_SCRIPTS: Final = "tandems.storage:migrations"


def upgrade(database: Database) -> None:
    """Run the missing migrations in one transaction.

    Raises:
        ConfigurationError: the database was written by a later version.
    """
    config = Config()
    config.set_main_option("script_location", _SCRIPTS)
    with database.migration() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise ConfigurationError(setting="TANDEM_DATABASE_URL", wanted="head") from error
