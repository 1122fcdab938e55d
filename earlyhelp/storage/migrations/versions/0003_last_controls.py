"""0003: what the last controls of the DPIA keep."""

from alembic import op

from earlyhelp.settings import resource

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Add the columns, tables and indexes frozen in resources/schema/0003.sql.

    From here on no figure counts a restricted family: what lies ready for counting goes.
    """
    op.get_bind().exec_driver_sql(
        "DELETE FROM facts_envelope WHERE family_id IN (SELECT id FROM family WHERE restricted = 1)"
    )
    for statement in resource("schema/0003.sql").read_text(encoding="utf-8").split("\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
