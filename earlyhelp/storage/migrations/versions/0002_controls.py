"""0002: what the controls of the DPIA keep (restrictions, looks, sharing, rights, documents, backups)."""

from alembic import op

from earlyhelp.settings import resource

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Add the columns, tables and indexes frozen in resources/schema/0002.sql."""
    for statement in resource("schema/0002.sql").read_text(encoding="utf-8").split("\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
