"""`dyads explain`, `dyads evaluate` and `dyads lexicon import`: what a user sees of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from click.testing import Result

TEXT = "Iran fired missiles at Israel on Friday. Russia did not attack Turkey."


class _Tags(HTMLParser):
    """Notes tags that were opened and not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_explain_names_words_lines_and_grounds(dyads: Callable[..., Result]) -> None:
    result = dyads("explain", "--date", "2025-06-14", stdin=TEXT)
    assert result.exit_code == 0, result.output
    shown = result.stdout
    assert "● IRN 195" in shown
    assert "states.csv:" in shown  # the dictionary line of the actor
    assert "19.csv:" in shown  # the frame's
    assert '2025-06-13 (day), by phrase "on Friday"' in shown or 'by phrase "Friday"' in shown
    assert 'negated, because of "not"' in shown


def test_explain_says_why_a_candidate_was_dropped(dyads: Callable[..., Result]) -> None:
    text = "Iran's army attacked Iran's government on Friday, and France condemned the attack."
    shown = dyads("explain", "--date", "2025-06-14", stdin=text).stdout
    assert "✗" in shown and "self_dyad: actor and target are one and the same" in shown
    assert "✗" not in dyads("explain", "--date", "2025-06-14", "--no-rejected", stdin=text).stdout


def test_explain_writes_a_page_that_is_well_formed(dyads: Callable[..., Result], own_folder: Path) -> None:
    result = dyads("explain", "--date", "2025-06-14", "--html", "why.html", stdin=TEXT.replace("Iran fired", "Iran <b> fired"))
    assert result.exit_code == 0, result.output
    page = (own_folder / "why.html").read_text(encoding="utf-8")
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    assert "<script" not in page and "http" not in page
    assert "missiles" in "".join(tags.text)


def test_explain_one_event_of_a_dataset(dyads: Callable[..., Result], own_folder: Path) -> None:
    (own_folder / "news.txt").write_text(TEXT, encoding="utf-8")
    assert dyads("build", "news.txt", "--date", "2025-06-14", "--out", "set", "--quiet").exit_code == 0
    rows = dyads("query", "SELECT event_id, mention_id FROM mentions WHERE target = 'ISR'", "--dataset", "set", "--format", "jsonl")
    event = json.loads(rows.stdout.splitlines()[0])
    shown = dyads("explain", "news.txt", "--date", "2025-06-14", "--dataset", "set", "--event", event["event_id"]).stdout
    assert event["mention_id"] in shown
    assert "Turkey" not in shown


def test_explain_of_an_unknown_event_is_one_clear_line(dyads: Callable[..., Result]) -> None:
    result = dyads("explain", "--date", "2025-06-14", "--event", "nosuch", stdin=TEXT)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: none of the articles in - tells of nosuch")


def test_every_row_is_predicted_labelled_or_not(dyads: Callable[..., Result], own_folder: Path) -> None:
    rows = [
        {"id": "a", "text": "Iran fired missiles at Israel.", "actor_spans": [[0, 4]], "target_spans": [[23, 29]], "plover": "ASSAULT"},
        {"id": "b", "text": "Iran fired missiles at Israel.", "actor_spans": [[0, 4]], "target_spans": [[23, 29]]},
    ]
    (own_folder / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    result = dyads("evaluate", "relations", "rows.jsonl", "--predictions", "out.jsonl")
    assert result.exit_code == 0, result.output
    made = [json.loads(line) for line in (own_folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [m["id"] for m in made] == ["a", "b"]
    assert all(m["code"].startswith("19") and m["plover"] == "ASSAULT" for m in made)
    assert "PLOVER macro F1" in result.stdout and "1.0000" in result.stdout


def test_end_to_end_finds_the_pair_itself(dyads: Callable[..., Result], own_folder: Path) -> None:
    row = {"text": "<s>Iran</s> fired missiles at <t>Israel</t> on Friday.", "code": "195"}
    (own_folder / "rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = dyads("evaluate", "relations", "rows.jsonl", "--end-to-end")
    assert result.exit_code == 0, result.output
    assert "an event found between the spans  1.0000" in result.stdout


def test_a_bad_relations_file_is_one_clear_line(dyads: Callable[..., Result], own_folder: Path) -> None:
    (own_folder / "rows.jsonl").write_text('{"text": "no marks"}\n', encoding="utf-8")
    result = dyads("evaluate", "relations", "rows.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: rows.jsonl:1: not a relations row")


def test_the_lexicon_alone_can_speak(dyads: Callable[..., Result]) -> None:
    rows = dyads("code", "--date", "2025-06-14", "--coder", "lexicon", "--format", "jsonl", stdin=TEXT)
    assert rows.exit_code == 0 and '"195"' in rows.stdout


def test_a_verb_dictionary_becomes_frames(dyads: Callable[..., Result], own_folder: Path) -> None:
    (own_folder / "verbs.txt").write_text("--- ZORCH [190] ---\nZORCH\n- * + [---]  # NULL\n- * PARADE [015] # TEST\n", encoding="utf-8")
    result = dyads("lexicon", "import", "verbs.txt", "--out", "verbs.csv")
    assert result.exit_code == 0, result.output
    assert "verbs.txt:" in result.stderr  # the pattern that frames cannot express
    assert (own_folder / "verbs.csv").read_text(encoding="utf-8").startswith("id,code,predicate,pos,")


def test_one_actors_not_is_not_anothers(dyads: Callable[..., Result]) -> None:
    text = "Turkey did not attack Syria, but Iran fired missiles at Israel on Friday."
    rows = [json.loads(line) for line in dyads("code", "--date", "2025-06-14", "--format", "jsonl", stdin=text).stdout.splitlines()]
    assert {(r["actor"], r["target"], r["modality"]) for r in rows} >= {("TUR", "SYR", "negated"), ("IRN", "ISR", "asserted")}


def test_the_wide_coder_tells_what_the_default_is_not_sure_of(dyads: Callable[..., Result]) -> None:
    text = "Saudi Arabia has fallen foul of Canada."
    asked = ("code", "--date", "2018-06-01", "--format", "jsonl")
    assert dyads(*asked, stdin=text).stdout == ""
    (row,) = [json.loads(line) for line in dyads(*asked, "--coder", "wide", stdin=text).stdout.splitlines()]
    assert (row["actor"], row["target"], row["action_code"][:2]) == ("SAU", "CAN", "11")
