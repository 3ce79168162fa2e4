"""A mistake in a lexicon file is reported with file, line and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import SeedError
from builder.events.lexicon import FRAME_COLUMNS, Lexicon, load_lexicon

CODES = ("010", "036", "111", "190", "195", "073", "0333")
HEADER = ",".join(FRAME_COLUMNS)
GOOD = 'f1,111,condemn,verb,,subj,obj,no,"<a>France</a> condemned <t>Israel</t>."'


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A small, correct lexicon folder."""
    (tmp_path / "frames").mkdir()
    files = {
        "classes.csv": "class,words,note\nweapon,missile|rocket,\n",
        "complements.csv": "predicate,pos,kind,addressee,note\nagree,verb,intend,with,\n",
        "compositions.csv": "kind,inner,code,note\nintend,07,036,\nintend,073,0333,\n",
        "modality.csv": "cue,modality,where,note\nnot,negated,child,\n",
        "frames/01.csv": f"{HEADER}\n{GOOD}\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def load(seeds: Path) -> Lexicon:
    return load_lexicon(seeds, CODES)


def broken(seeds: Path, name: str, line: str) -> str:
    """Append a line to a file, and return the one-line error that loading then gives."""
    path = seeds / name
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(SeedError) as error:
        load(seeds)
    message = str(error.value)
    assert "\n" not in message
    return message


def test_a_correct_folder_loads(seeds: Path) -> None:
    lexicon = load(seeds)
    (frame,) = lexicon.all_frames()
    assert (frame.code, frame.lemma, frame.source) == ("111", "condemn", "01.csv:2")
    assert lexicon.compose("intend", "073") == "0333"
    assert lexicon.compose("intend", "071") == "036"
    assert lexicon.compose("appeal", "073") == ""


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("f2,999,hit,verb,,subj,obj,no,x", "unknown CAMEO code '999'"),
        ("f2,190,hit,verbs,,subj,obj,no,x", "pos 'verbs'"),
        ("f2,190,hit,verb,,subj,obj,maybe,x", "reciprocal"),
        ("f2,190,hit,verb,,subj,The Object,no,x", "target slot 'The Object'"),
        ("f2,190,hit,verb,,SUBJ,obj,no,x", "actor slot 'SUBJ'"),
        ("f2,190,hit,verb,,,obj,no,x", "actor slot ''"),
        ("f2,190,fire,verb,obj:@cannon,subj,at,no,x", "unknown word class @cannon"),
        ("f2,190,fire,verb,missiles,subj,at,no,x", "requirement 'missiles'"),
        ("f2,190,,verb,,subj,obj,no,x", "no predicate"),
        ("f1,190,hit,verb,,subj,obj,no,x", "frame id f1 again"),
        ("f2,190,hit,verb,,subj,obj,no,Rebels, hit a town", "9 columns"),
        ("f2,190,hit,verb", "9 columns"),
    ],
)
def test_a_wrong_frame_names_file_and_line(seeds: Path, line: str, says: str) -> None:
    message = broken(seeds, "frames/01.csv", line)
    assert "01.csv:3" in message
    assert says in message


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("classes.csv", "weapon,bomb,", "class 'weapon' again"),
        ("classes.csv", "arms,@cannon|gun,", "unknown word class @cannon"),
        ("complements.csv", "hope,verb,dream,,", "kind or pos unknown"),
        ("complements.csv", "hope,adverb,intend,,", "kind or pos unknown"),
        ("compositions.csv", "intend,08,999,", "'999'"),
        ("compositions.csv", "dream,08,036,", "'dream'"),
        ("modality.csv", "maybe,perhaps,child,", "modality is"),
        ("modality.csv", "maybe,hypothetical,left,", "where is"),
    ],
)
def test_a_wrong_table_line_names_file_and_line(seeds: Path, name: str, line: str, says: str) -> None:
    lines = (seeds / name).read_text(encoding="utf-8").count("\n")
    message = broken(seeds, name, line)
    assert f"{name}:{lines + 1}" in message
    assert says in message


@pytest.mark.parametrize(
    "name", ["classes.csv", "complements.csv", "compositions.csv", "modality.csv", "frames/01.csv"]
)
def test_a_wrong_header_is_named_with_the_right_one(seeds: Path, name: str) -> None:
    path = seeds / name
    right, _, rest = path.read_text(encoding="utf-8").partition("\n")
    path.write_text(f"{right},more\n{rest}", encoding="utf-8")
    with pytest.raises(SeedError) as error:
        load(seeds)
    assert f"{path.name}:1" in str(error.value)
    assert right in str(error.value)


def test_an_empty_frame_file_is_an_error(seeds: Path) -> None:
    (seeds / "frames" / "02.csv").write_text("", encoding="utf-8")
    with pytest.raises(SeedError, match=r"02\.csv:1"):
        load(seeds)


def test_a_file_in_another_encoding_is_named(seeds: Path) -> None:
    (seeds / "frames" / "02.csv").write_bytes(f"{HEADER}\nf2,190,hit,verb,,subj,obj,no,Türkei\n".encode("latin-1"))
    with pytest.raises(SeedError, match=r"02\.csv.*UTF-8"):
        load(seeds)


def test_a_users_frame_wins_over_an_equally_specific_one(seeds: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text(f"{HEADER}\nmine-1,190,condemn,verb,,subj,obj,no,x\n", encoding="utf-8")
    lexicon = load_lexicon(seeds, CODES, [own])
    assert [frame.id for frame in lexicon.frames["condemn", "VERB"]] == ["mine-1", "f1"]


def test_a_users_frame_may_not_take_an_id_of_ours_silently(seeds: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text(
        f"{HEADER}\nmine-1,190,condemn,verb,,subj,obj,no,x\nmine-1,190,hit,verb,,subj,obj,no,x\n", encoding="utf-8"
    )
    with pytest.raises(SeedError, match=r"mine\.csv:3"):
        load_lexicon(seeds, CODES, [own])
