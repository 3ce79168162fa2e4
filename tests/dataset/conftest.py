"""A small dataset, in memory and on disk."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from builder.dataset.assemble import Tables, assemble
from builder.dataset.manifest import FileHash, Provenance, hash_files
from builder.dataset.write import write_dataset
from builder.ontology import Ontology
from builder.records import Rejection
from builder.resources import resource


@pytest.fixture(scope="session")
def tables(make_article: Any, make_mention: Any, ontology: Ontology) -> Tables:
    """Two articles, three mentions, two events, one rejection."""
    mentions = [
        make_mention("a1"),
        make_mention("a2", at=1),
        make_mention("a2", at=2, action_code="1411", actor="UKRCVL", target="UKRGOV", day=dt.date(2025, 6, 1)),
    ]
    articles = [make_article("a1"), make_article("a2", source="b.org", title="Ça va “bien”")]
    return assemble(articles, mentions, [Rejection("article", "x.txt", "articles", "no_date", "give one")], ontology)


@pytest.fixture(scope="session")
def provenance() -> Provenance:
    """Made from one input and the shipped ontology."""
    return Provenance(
        version="0.1.0",
        inputs=[FileHash("news/x.txt", "0" * 64, 12)],
        seeds=hash_files(resource("seeds"), [resource("seeds/ontology/cameo.csv")]),
        options={"modalities": ["asserted"]},
    )


@pytest.fixture
def dataset(tables: Tables, provenance: Provenance, tmp_path: Path) -> Path:
    """The tables as a dataset directory."""
    return write_dataset(tables, tmp_path / "out", provenance).parent
