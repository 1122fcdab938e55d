"""0001: the first structure of the store, with the audit's triggers."""

from alembic import op

from earlyhelp.settings import resource

revision, down_revision = "0001", None


def upgrade() -> None:
    """Create every table, index and trigger as frozen in resources/schema/0001.sql."""
    for statement in resource("schema/0001.sql").read_text().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
