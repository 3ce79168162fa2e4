"""The project's labelled sentences: reading and checking; nothing here needs PyTorch."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

from builder.evaluation.relations import marked_spans

MODALITIES = ("asserted", "negated", "hypothetical", "future")
NONE = "none"
# Acts that hold both ways, so that the pair read backwards is no negative example.
_MUTUAL = ("03", "04", "05", "06", "19", "00", NONE)


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled pair: plain text, character spans, code ("none": no act from actor to target)."""

    text: str
    actor: tuple[int, int]
    target: tuple[int, int]
    action: tuple[int, int] | None
    code: str
    modality: str
    weight: float = 1.0


def read_example(row: dict[str, str]) -> Example:
    """Read one row of `training/relations/*.jsonl`.

    Args:
        row: text with <s>actor</s>, <t>target</t> and <e>action</e>; code; modality.

    Raises:
        ValueError: a mark is missing or not closed.

    Example:
        >>> read_example({"text": "<s>Iran</s> <e>met</e> <t>Iraq</t>.", "code": "040"}).target
        (9, 13)
    """
    text, spans = marked_spans(row["text"])
    return Example(text, spans["s"], spans["t"], spans.get("e"), row["code"], row.get("modality") or "asserted")


class Told(NamedTuple):
    """One event of a labelled sentence: the numbers of actor and target, the act's characters, code and modality."""

    by: int
    to: int
    act: tuple[int, int]
    code: str
    modality: str


class Labelled(NamedTuple):
    """A sentence with everything that passes between its parties, whose character spans are given by number."""

    text: str
    parties: dict[int, tuple[int, int]]
    events: tuple[Told, ...]


def treebank_texts(paths: Sequence[Path]) -> dict[str, str]:
    """Return the sentences of some CoNLL-U files by their ids.

    Args:
        paths: the files; their comments name each sentence (`# sent_id`) and give its text (`# text`).
    """
    texts: dict[str, str] = {}
    for path in paths:
        name = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# sent_id = "):
                name = line.removeprefix("# sent_id = ").strip()
            elif line.startswith("# text = "):
                texts[name] = line.removeprefix("# text = ").strip()
    return texts


def read_labelled(row: dict[str, Any], texts: Mapping[str, str] | None = None) -> Labelled:
    """Read one row of `training/sentences/*.jsonl` or `training/real/*.jsonl`.

    Args:
        row: text with its parties marked <1>..</1> to <9>..</9>, or `sent`, the id of a treebank's sentence, with
            `parties`, their characters; and events: by, to, act, code, modality.
        texts: of `treebank_texts`, for rows of the second kind.

    Raises:
        ValueError: marks or events do not fit the text.

    Example:
        >>> read_labelled({"text": "<1>Iran</1> met <2>Iraq</2>.", "events": []}).parties
        {1: (0, 4), 2: (9, 13)}
    """
    if "sent" in row:
        if texts is None or row["sent"] not in texts:
            raise ValueError(f"no text for {row['sent']}; name the treebank's file with --treebank")
        spans = {n: (start, end) for n, (start, end) in enumerate(row["parties"], start=1)}
        return Labelled(texts[row["sent"]], spans, _events(row, texts[row["sent"]], spans))
    marked = row["text"]
    plain, end = "", 0
    parties: dict[int, tuple[int, int]] = {}
    for match in re.finditer(r"<(\d)>(.+?)</\1>", marked):
        plain += marked[end : match.start()]
        parties[int(match[1])] = (len(plain), len(plain) + len(match[2]))
        plain += match[2]
        end = match.end()
    plain += marked[end:]
    if re.search(r"</?\d>", plain) or len(parties) < 2:
        raise ValueError(f"marks must be closed, and two at least: {marked}")
    return Labelled(plain, parties, _events(row, plain, parties))


def _events(row: dict[str, Any], text: str, parties: Mapping[int, tuple[int, int]]) -> tuple[Told, ...]:
    events = []
    for event in row["events"]:
        at = text.find(event["act"])
        if at < 0 or not {event["by"], event["to"]} <= parties.keys():
            raise ValueError(f"event {event} does not fit: {text}")
        act = (at, at + len(event["act"]))
        events.append(Told(event["by"], event["to"], act, event["code"], event.get("modality") or MODALITIES[0]))
    return tuple(events)


def all_pairs(sentence: Labelled) -> Iterator[Example]:
    """Yield one example for each event, and one for each ordered pair between which nothing passes.

    Args:
        sentence: from `read_labelled`.
    """
    spans = sentence.parties
    for e in sentence.events:
        yield Example(sentence.text, spans[e.by], spans[e.to], e.act, e.code, e.modality)
    told = {(e.by, e.to) for e in sentence.events}
    for a, t in permutations(spans, 2):
        if (a, t) not in told:
            yield Example(sentence.text, spans[a], spans[t], None, NONE, MODALITIES[0])


def read_examples(paths: Sequence[Path], treebanks: Sequence[Path] = ()) -> Iterator[Example]:
    """Yield the examples of some files; the message of an error names file and line.

    Args:
        paths: of `training/relations`, `training/sentences` or `training/real`.
        treebanks: CoNLL-U files with the sentences of the last.
    """
    texts = treebank_texts(treebanks)
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    yield from all_pairs(read_labelled(row, texts)) if "events" in row else [read_example(row)]
                except (ValueError, KeyError) as error:
                    raise ValueError(f"{path}:{number}: {error}") from error


def read_sentences(path: Path, treebanks: Sequence[Path] = ()) -> list[Labelled]:
    """Read a file of `training/sentences` or `training/real`; arguments as in `read_examples`."""
    texts = treebank_texts(treebanks)
    return [read_labelled(json.loads(line), texts) for line in path.read_text(encoding="utf-8").splitlines() if line]


def reversed_negatives(examples: Sequence[Example], weight: float) -> Iterator[Example]:
    """Yield the pairs of one-way acts read backwards, as negatives."""
    labelled = {(e.text, e.actor, e.target) for e in examples}
    for e in examples:
        if not e.code.startswith(_MUTUAL) and (e.text, e.target, e.actor) not in labelled:
            yield Example(e.text, e.target, e.actor, None, NONE, "asserted", weight)
