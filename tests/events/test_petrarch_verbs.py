"""PETRARCH-2 verb dictionaries as frames: what is expressed, what is reported, and what the frames then code."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from parses import mentions, parse, sentence

from builder.errors import SeedError
from builder.events.candidates import sentence_candidates
from builder.events.fillers import ActorIndex
from builder.events.lexicon import FRAME_COLUMNS, load_lexicon, parse_frame
from builder.events.petrarch_verbs import COLUMNS, frame_rows, import_verbs, is_verb_dictionary, rows_as_csv
from builder.ontology import Ontology
from builder.resources import resource

DICTIONARY = """\
# a dictionary made up for this test
&GRAIN
+BARLEY
+MILLET_
+SEED_CORN

&NOTHING

---  FERRY   [070]  ---
FERRY {FERRIES FERRYING FERRIED }
+BRING_OVER {+BRINGS_OVER +BROUGHT_OVER }
LUG [073]  # a code of its own
- * &GRAIN                          [073]     # FERRY
- * {SPARE &GRAIN} (TO +)           [0331]
- * TENTS (FOR VILLAGERS)           [074]
- BARGE *                           [150]
- * (TO SHELTER)                    [075]
- * DEBATE (WITH)                   [046:046]
- * BLAME                           [:112]
- * TOUR                            [042:043]
- * OUT &GRAIN                      [0811]

---  FUME   [---]  ---
FUME
- * (AT +)                          [111]
- * QUIETLY                         [110]
- * SONG                            [---]
- * PLAN (IN ^)                     [120]
- % &GRAIN *                        [120]
- * {NO GRAIN}                      [120]
- * DRUM NOISE                      [120]
- * &MISSING                        [120]
- * &NOTHING                        [120]
- * TUNE                            [999]
+FUME_WILDLY

~ a (a b FUME) SAY = a b 010
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The dictionary above as a file."""
    file = tmp_path / "verbs.txt"
    file.write_text(DICTIONARY, encoding="utf-8")
    return file


@pytest.fixture
def rows(path: Path, ontology: Ontology) -> dict[str, dict[str, str]]:
    """Its rows by id, without the word `petrarch`."""
    return {row["id"].removeprefix("petrarch:"): row for row in import_verbs(path, ontology.actions)[0]}


def line_of(text: str) -> int:
    """The line of the dictionary that begins so, blanks aside."""
    return next(n for n, line in enumerate(DICTIONARY.splitlines(), 1) if " ".join(line.split()).startswith(text))


def row(rows: dict[str, dict[str, str]], text: str, verb: str) -> dict[str, str]:
    """The row of a verb from the line that begins so."""
    return rows[f"{line_of(text)}:{verb}"]


def test_the_columns_are_those_of_frame_files(rows: dict[str, dict[str, str]]) -> None:
    assert COLUMNS == FRAME_COLUMNS
    assert all(tuple(r) == FRAME_COLUMNS for r in rows.values())


def test_a_verb_without_words_around_it_has_its_own_or_the_blocks_code(rows: dict[str, dict[str, str]]) -> None:
    plain = {
        r["predicate"]: r["code"]
        for r in rows.values()
        if not r["requires"] and r["target"].startswith(("obj", "over"))
    }
    assert plain == {"ferry": "070", "bring over": "070", "lug": "073"}  # and none for "fume"


def test_a_pattern_holds_for_every_verb_of_its_block(rows: dict[str, dict[str, str]]) -> None:
    here = line_of("- * &GRAIN")
    assert {r["predicate"] for key, r in rows.items() if key.startswith(f"{here}:")} == {"ferry", "bring over", "lug"}


def test_sets_become_alternatives(rows: dict[str, dict[str, str]]) -> None:
    assert row(rows, "- * &GRAIN", "lug")["requires"] == "obj:barley|millet"


def test_noun_phrases_become_head_and_modifier_and_marked_phrases_the_target(rows: dict[str, dict[str, str]]) -> None:
    found = rows[f"{line_of('- * {SPARE')}:lug"]
    assert (found["requires"], found["target"], found["code"]) == ("obj:barley|millet;mod:spare", "to", "0331")


def test_written_forms_keep_their_lemma(rows: dict[str, dict[str, str]]) -> None:
    assert row(rows, "- * TENTS", "lug")["requires"] == "obj:tents|tent;for:villagers|villager"


def test_words_before_the_verb_are_its_subject(rows: dict[str, dict[str, str]]) -> None:
    assert row(rows, "- BARGE", "ferry")["requires"] == "subj:barge"


def test_a_word_that_may_be_noun_or_verb_gives_two_frames(rows: dict[str, dict[str, str]]) -> None:
    here = line_of("- * (TO SHELTER)")
    assert {rows[f"{here}:lug"]["requires"], rows[f"{here}:lug:2"]["requires"]} == {"inf:shelter", "to:shelter"}


def test_codes_with_a_colon(rows: dict[str, dict[str, str]]) -> None:
    both = row(rows, "- * DEBATE", "lug")
    assert (both["code"], both["reciprocal"], both["target"]) == ("046", "yes", "with")
    back = row(rows, "- * BLAME", "lug")
    assert (back["code"], back["target"], back["reciprocal"]) == ("112", "subj", "no")
    there = row(rows, "- * TOUR", "lug")
    assert (there["code"], there["actor"], there["reciprocal"]) == ("042", "subj", "no")


def test_a_particle_joins_the_verb(rows: dict[str, dict[str, str]]) -> None:
    found = [r for key, r in rows.items() if key.startswith(f"{line_of('- * OUT')}:")]
    assert {(r["predicate"], r["requires"]) for r in found} == {
        ("ferry out", "obj:barley|millet"),
        ("lug out", "obj:barley|millet"),
    }


def test_everything_else_is_reported_with_its_line(path: Path, ontology: Ontology) -> None:
    _, problems = import_verbs(path, ontology.actions)
    assert {(p.line, p.reason) for p in problems} == {
        (line_of("+SEED_CORN"), "multiword_member"),
        (line_of("- * TOUR"), "two_codes"),
        (line_of("- * QUIETLY"), "not_a_noun"),
        (line_of("- * SONG"), "null_code"),
        (line_of("- * PLAN"), "skip_marker"),
        (line_of("- %"), "compound_marker"),
        (line_of("- * {NO"), "small_word"),
        (line_of("- * DRUM"), "two_words"),
        (line_of("- * &MISSING"), "unknown_set"),
        (line_of("- * &NOTHING"), "empty_set"),
        (line_of("- * TUNE"), "unknown_code"),
        (line_of("+FUME_WILDLY"), "multiword_verb"),
        (line_of("~"), "transformation"),
    }


def test_every_pattern_is_a_frame_or_a_problem(path: Path, ontology: Ontology) -> None:
    rows, problems = import_verbs(path, ontology.actions)
    told = {int(r["id"].split(":")[1]) for r in rows} | {p.line for p in problems}
    assert {n for n, line in enumerate(DICTIONARY.splitlines(), 1) if line.startswith("- ")} <= told


def test_files_are_told_apart_by_content(path: Path) -> None:
    assert is_verb_dictionary(path)
    assert not is_verb_dictionary(resource("seeds/lexicon/frames/07.csv"))


def test_a_file_that_is_no_dictionary_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    file.write_text("LUG [073]\n", encoding="utf-8")
    with pytest.raises(SeedError, match="no block of verbs"):
        import_verbs(file)


def test_rows_pass_the_lexicon_s_own_checks(path: Path, ontology: Ontology) -> None:
    frames = [parse_frame(r, path, line, {}, ontology.actions) for line, r in frame_rows(path, ontology.actions)]
    assert Counter(f.id for f in frames).most_common(1)[0][1] == 1
    assert {f.lemma for f in frames} == {"ferry", "bring", "lug", "fume"}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("France/NNP/nsubj/2 lugged|lug/VBD/root/0 Chad/NNP/obj/2", {("FRA", "073", "TCD")}),
        (
            "France/NNP/nsubj/2 ferried|ferry/VBD/root/0 barley/NN/obj/2 to/IN/case/5 Chad/NNP/obl/2",
            {("FRA", "073", "TCD")},
        ),
        (
            "France/NNP/nsubj/2 ferried|ferry/VBD/root/0 spare/JJ/amod/4 barley/NN/obj/2 to/IN/case/6 Chad/NNP/obl/2",
            {("FRA", "0331", "TCD")},
        ),
        (
            "France/NNP/nsubj/2 lugged|lug/VBD/root/0 debate/NN/obj/2 with/IN/case/5 Chad/NNP/obl/2",
            {("FRA", "046", "TCD"), ("TCD", "046", "FRA")},
        ),
        ("France/NNP/nsubj/2 fumed|fume/VBD/root/0 at/IN/case/4 Chad/NNP/obl/2", {("FRA", "111", "TCD")}),
        ("France/NNP/nsubj/2 fumed|fume/VBD/root/0 near/IN/case/4 Chad/NNP/obl/2", set()),
    ],
)
def test_imported_frames_code_sentences(
    path: Path, tmp_path: Path, ontology: Ontology, text: str, events: set[tuple[str, str, str]]
) -> None:
    own = tmp_path / "frames.csv"
    own.write_text(rows_as_csv(import_verbs(path, ontology.actions)[0]), encoding="utf-8")
    lexicon = load_lexicon(resource("seeds/lexicon"), ontology.actions, [own])
    doc = parse(text)
    found = sentence_candidates(sentence(doc), lexicon, ActorIndex(doc, mentions(doc, France="FRA", Chad="TCD")))
    assert {(c.actor.code, c.code, c.target.code) for c in found} == events
