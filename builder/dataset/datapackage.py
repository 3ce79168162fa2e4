"""datapackage.json: the dataset described for Frictionless tools."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from builder.dataset.manifest import FileHash
from builder.resources import resource
from builder.schemas import Table

FILE_NAME = "datapackage.json"


def make_datapackage(
    tables: Mapping[str, Table], files: Sequence[FileHash], rows: Mapping[str, int], version: str
) -> dict[str, Any]:
    """The Frictionless description of a dataset (Data Package 2.0).

    Args:
        tables: table schemas by name.
        files: the table files, named `<table>.parquet`.
        rows: rows in each table.
        version: of dyads.

    Returns:
        A JSON object; the schemas are those of schemas/, word for word.
    """
    hashes = {file.name: file for file in files}
    resources = []
    for name, table in tables.items():
        file = hashes[f"{name}.parquet"]
        resources.append(
            {
                "name": name,
                "title": table.title,
                "description": table.description,
                "path": file.name,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "bytes": file.bytes,
                "hash": f"sha256:{file.sha256}",
                "rows": rows[name],
                "schema": json.loads(resource(f"schemas/{name}.json").read_text(encoding="utf-8")),
            }
        )
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dyads",
        "title": "Dyadic event data",
        "description": "Who did what to whom, when, according to which source, coded from news articles.",
        "version": version,
        "resources": resources,
    }
