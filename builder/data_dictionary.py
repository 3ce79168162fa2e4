"""The data dictionary: docs/data-dictionary.md, written from schemas/ and never by hand.

Renew it with `dyads schema --markdown > docs/data-dictionary.md`.
"""

from __future__ import annotations

from collections.abc import Mapping

from builder.schemas import Field, Table, load_tables

COMMAND = "dyads schema --markdown > docs/data-dictionary.md"
"""What renews the file in a checkout."""

_HEAD = f"""# Data dictionary

Every table and column of a dataset. This page is made from `schemas/`; to change it, change the
schema and run `{COMMAND}`.

A dataset is a directory with one Parquet file a table, `manifest.json` (what it was made from)
and `datapackage.json` (this page for machines). Empty means null: no column holds an empty string.
"""

_EVENTS_RULE = """
### Which mentions make an event

1. Only asserted mentions do, unless the build was asked for others. Negated, hypothetical and
   future ones stay in `mentions` with an empty `event_id`.
2. Mentions with the same actor, target, action code, modality, `date_start` and `date_end` tell of
   one event. Dates of precision unknown are kept apart from known ones.
3. A mention whose date is known to the week or month only joins an event with more exact dates if
   exactly one such event of the same actor, target, action code and modality lies within its
   interval. If there is none, or more than one, it makes an event of its own. Dates known to the
   year only never join one with other dates.
4. An event takes its dates from the more exact mentions. No mention is changed by any of this: each
   keeps the dates, words and codes of its own sentence, and grouping them otherwise takes one query.
"""


def data_dictionary(tables: Mapping[str, Table] | None = None) -> str:
    """The data dictionary as Markdown.

    Args:
        tables: table schemas by name; those of this installation by default.

    Returns:
        The text of docs/data-dictionary.md.

    Example:
        >>> data_dictionary().splitlines()[0]
        '# Data dictionary'
    """
    tables = load_tables() if tables is None else tables
    parts = [
        _HEAD,
        "\n",
        *(f"- [{table.title}](#{table.name}): `{table.name}.parquet`\n" for table in tables.values()),
    ]
    for table in tables.values():
        parts += [_table(table), _EVENTS_RULE if table.name == "events" else ""]
    return "".join(parts)


def _table(table: Table) -> str:
    lines = [f"\n## {table.name}\n", table.description + "\n"]
    if table.primary_key:
        lines.append(f"One row a `{'`, `'.join(table.primary_key)}`. ")
    lines.append(f"Sorted by {', '.join(f'`{name}`' for name in table.order)}.\n")
    lines.append("| column | type | may be empty | meaning | example |\n|---|---|---|---|---|")
    for field in table.fields:
        example = "" if field.example is None else f"`{field.example}`"
        lines.append(
            f"| `{field.name}` | {field.type} | {'no' if field.required else 'yes'} | {_meaning(table, field)} "
            f"| {example} |"
        )
    for field in table.fields:
        if field.values:
            lines.append(f"\nValues of `{field.name}`:\n\n| value | meaning |\n|---|---|")
            lines += [f"| `{value}` | {label} |" for value, label in field.values]
    if table.rules:
        lines.append("\nWhat holds between columns:\n")
        lines += [f"- {rule.description} (`{rule.sql}`)" for rule in table.rules]
    return "\n".join(lines) + "\n"


def _meaning(table: Table, field: Field) -> str:
    text = field.description
    if field.minimum is not None and field.maximum is None and field.minimum > 0:
        text += f" At least {field.minimum}."
    for key in table.foreign_keys:
        if key.column == field.name:
            text += f" Found in `{key.reference}.{key.reference_column}`."
    return text.replace("|", "\\|")
