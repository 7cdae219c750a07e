"""The database itself refuses to change what was issued: on SQLite and on PostgreSQL, whoever asks.

SQLite makes a table anew when a later migration alters a column of it, and forgets its triggers: such a migration calls
``refuse_updates`` again. A test sees to it.
"""

from typing import Any

from django.db import migrations

TABLES = ("flow_issuedforecast", "flow_forecastoutcome", "flow_weeklysnapshot")


def refuse_updates(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION flow_written_once() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'rows of % are written once', TG_TABLE_NAME USING ERRCODE = '23000'; END $$",
            params=None,  # the percent sign is PostgreSQL's
        )
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE OR REPLACE TRIGGER {table}_once BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION flow_written_once()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_once BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are written once'); END"
            )


def allow_updates(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_once{on}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS flow_written_once()")


class Migration(migrations.Migration):

    dependencies = [
        ('flow', '0002_wip_limits'),
    ]

    operations = [
        migrations.RunPython(refuse_updates, allow_updates),
    ]
