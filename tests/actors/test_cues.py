"""The file of cue words, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.actors.cues import KINDS, cues, read_cues
from builder.errors import SeedError
from builder.resources import resource


def test_shipped_words_are_read_by_kind() -> None:
    """Every kind has words; the same word may stand in several."""
    words = read_cues(resource("seeds/cues/actors.csv"))
    assert set(words) == KINDS
    assert "barracks" in cues("facility")
    assert "recall" in cues("send") & cues("leave")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("barracks,building,", ":2: unknown kind 'building'"),
        ("Barracks,facility,", ":2: 'Barracks'"),
        ("barracks,facility", ":2: 2 values"),
        ("barracks,facility,", "no word of the kind"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    """File, line and what to do."""
    path = tmp_path / "cues.csv"
    path.write_text(f"word,kind,note\n{line}\n", encoding="utf-8")
    with pytest.raises(SeedError, match=message):
        read_cues(path)


def test_another_header_is_refused(tmp_path: Path) -> None:
    """A file of something else."""
    path = tmp_path / "cues.csv"
    path.write_text("id,name\n", encoding="utf-8")
    with pytest.raises(SeedError, match="expected the header"):
        read_cues(path)
