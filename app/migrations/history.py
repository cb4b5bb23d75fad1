"""How does the database get its shape? By Alembic's steps, all of them in one transaction, up and down."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from app.all_models import METADATA
from core.database import BEGIN

HERE = Path(__file__).parent


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database forward; a failing step leaves it as it was."""
    _run(engine, lambda config: command.upgrade(config, to))


def downgrade(engine: Engine, to: str) -> None:
    """Bring the database back; a failing step leaves it as it was."""
    _run(engine, lambda config: command.downgrade(config, to))


def revise(engine: Engine, message: str) -> None:
    """Write a new step from what the models have and the database lacks."""
    _run(engine, lambda config: command.revision(config, message, autogenerate=True))


def current(engine: Engine) -> str | None:
    """The step at which the database stands."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The last step that this code knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def differences(engine: Engine) -> list[str]:
    """What the models have and the database lacks, or the other way round; empty when they agree."""
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA)
        return [str(difference) for difference in found]


def _run(engine: Engine, step: Callable[[Config], object]) -> None:
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(**{BEGIN: "IMMEDIATE"}) as connection:
        if sqlite:  # batch rebuilds need this off, and it can only be set outside a transaction
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            step(_config(connection))
            if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                raise RuntimeError("the migration would leave rows that point at nothing")
        if sqlite:
            connection.connection.cursor().execute("PRAGMA foreign_keys=ON")
