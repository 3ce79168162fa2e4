"""Frames learned from the labelled sentences: in which slots of which words stand who acts and whom it befalls.

    python -m training.learn_frames --treebank en_ewt-ud-train.conllu --treebank ...

Reads every event of the training split, finds the slots of the act's word that hold its actor and its target, and
counts over all labelled pairs how often a word with two parties in these slots names an act of that root. What holds
for `--share` of at least `--least` pairs becomes a line of seeds/lexicon/learned.csv, with the shortest of our own
sentences as its example. Such a frame stands only where the relation model reads the same root.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path

import click
from spacy.tokens import Doc, Token

from builder.events.fillers import ActorIndex
from builder.events.frames import complements, find_slot
from builder.events.lexicon import FRAME_COLUMNS
from builder.events.slots import Slots, predicate_slots
from builder.ids import content_id
from builder.language.reader import LanguageReader
from builder.records import ActorMention
from builder.resources import resource
from training.corpus import NONE, Example, read_examples

# Held out: what chooses and what tests (training/GUIDELINES.md).
HELD_OUT = ("w3", "w9", "s8", "s9", "s34")
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
_OBJECTS_PHRASES = ("poss", "of", "on", "with", "against", "for", "to", "from", "in", "over")


@dataclass(frozen=True, slots=True, order=True)
class Pattern:
    """A word, what must stand with it, and the slots of the two parties; columns as in seeds/lexicon/README.md."""

    predicate: str
    pos: str
    actor: str
    target: str
    requires: str = ""


@dataclass
class Count:
    """What was seen of a pattern: pairs in its slots, acts by code, the shortest example."""

    seen: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    example: str = ""

    def root(self) -> tuple[str, int]:
        """Return the commonest root and how often the word named it; "" where it named no act."""
        roots = Counter[str]()
        for code, times in self.codes.items():
            roots[code[:2]] += times
        return max(roots.items(), key=lambda item: (item[1], item[0])) if roots else ("", 0)


def _mention(doc: Doc, span: tuple[int, int], code: str) -> ActorMention | None:
    words = [t for t in doc if t.idx < span[1] and span[0] < t.idx + len(t) and not t.is_space]
    if not words:
        return None
    own = {t.i for t in words}
    head = next((t for t in words if t.head.i not in own or t.head.i == t.i), words[-1])
    return ActorMention(words[0].i, words[-1].i + 1, head.i, code, name=code)


def _slot_names(predicate: Token, slots: Slots) -> Iterator[str]:
    yield from (name for name in slots if name != "comp.subj")
    if predicate.pos_ in ("VERB", "AUX"):
        yield from (f"obj.{name}" for name in _OBJECTS_PHRASES)


def _held(predicate: Token, slots: Slots, index: ActorIndex) -> dict[str, set[str]]:
    """The parties in each slot of a word."""
    found = {name: {f.code for f in index.fillers(find_slot(name, predicate, slots))} for name in _slot_names(predicate, slots)}
    return {name: parties for name, parties in found.items() if parties}


def patterns(predicate: Token, index: ActorIndex) -> Iterator[tuple[str, str, Pattern]]:
    """Yield (actor, target, pattern) for every two parties that stand in slots of one word.

    Args:
        predicate: a verb, noun or adjective.
        index: the sentence's parties.
    """
    slots = predicate_slots(predicate)
    held = _held(predicate, slots, index)
    particle = next((c.lower_ for c in predicate.children if c.dep_ == "compound:prt"), "")
    name, pos = f"{predicate.lemma_.lower()} {particle}".strip(), _POS[predicate.pos_]
    objects = [f"obj:{t.lemma_.lower()}" for t in slots.get("obj", [])] if pos == "verb" else []
    for actor_slot, actors in held.items():
        for target_slot, targets in held.items():
            if actor_slot != target_slot:
                wanted = ["", *(objects if "obj" not in (actor_slot, target_slot) else [])]
                for actor in actors:
                    for target in targets - {actor}:
                        yield from ((actor, target, Pattern(name, pos, actor_slot, target_slot, r)) for r in wanted)
    for verb in (v for v in complements(predicate, slots) if v.pos_ == "VERB"):
        inner = _held(verb, predicate_slots(verb), index)
        for actor in held.get("subj", ()):
            for slot, targets in inner.items():
                if slot != "subj":
                    yield from (
                        (actor, target, Pattern(name, pos, "subj", slot, f"inf:{verb.lemma_.lower()}")) for target in targets - {actor}
                    )  # fmt: skip


def count(groups: Mapping[str, Sequence[Example]], own: frozenset[str], reader: LanguageReader) -> dict[Pattern, Count]:
    """Count what the patterns of some sentences name.

    Args:
        groups: all labelled pairs by text.
        own: the texts that are ours to quote.
        reader: parses.
    """
    counts: dict[Pattern, Count] = defaultdict(Count)
    for text, examples in groups.items():
        doc = reader(text)
        spans = dict.fromkeys(span for e in examples for span in (e.actor, e.target))
        party = {span: f"{span[0]}-{span[1]}" for span in spans}
        index = ActorIndex(doc, [m for span, code in party.items() if (m := _mention(doc, span, code))])
        labelled: dict[tuple[str, str], list[Example]] = defaultdict(list)
        for e in examples:
            labelled[party[e.actor], party[e.target]].append(e)
        for token in (t for t in doc if t.dep_ and t.pos_ in _POS):
            for actor, target, pattern in sorted(set(patterns(token, index))):
                if (actor, target) not in labelled:
                    continue
                counts[pattern].seen += 1
                for e in labelled[actor, target]:
                    if e.code != NONE and e.action and e.action[0] < token.idx + len(token) and token.idx < e.action[1]:
                        counts[pattern].codes[e.code] += 1
                        marked = _marked(e)
                        if text in own and (not counts[pattern].example or len(marked) < len(counts[pattern].example)):
                            counts[pattern].example = marked
                        break
    return counts


def _marked(example: Example) -> str:
    text = example.text
    for (start, end), tag in sorted([(example.actor, "a"), (example.target, "t")], reverse=True):
        text = f"{text[:start]}<{tag}>{text[start:end]}</{tag}>{text[end:]}"
    return text


def chosen(counts: Mapping[Pattern, Count], share: float, least: int) -> Iterator[dict[str, str | int]]:
    """Yield the lines of the table; a pattern with an object only where the bare one says something else.

    Args:
        counts: of `count`.
        share: of the pairs in these slots that must be acts of one root.
        least: number of such acts.
    """
    good = {}
    for pattern, seen in counts.items():
        root, right = seen.root()
        if right >= least and right >= share * seen.seen and seen.example and pattern.predicate.replace(" ", "").replace("-", "").isalpha():
            good[pattern] = (root, right)
    for pattern, (root, right) in sorted(good.items()):
        bare = good.get(Pattern(pattern.predicate, pattern.pos, pattern.actor, pattern.target))
        if pattern.requires.startswith("obj") and bare and bare[0] == root:
            continue
        codes = {c: n for c, n in counts[pattern].codes.items() if c.startswith(root)}
        code = min(codes, key=lambda c: (-codes[c], len(c), c))
        values = (f"L{root}-{content_id('frame', *astuple(pattern))[:8]}", code, pattern.predicate, pattern.pos, pattern.requires, pattern.actor, pattern.target, "no")
        yield dict(zip(FRAME_COLUMNS, (*values, counts[pattern].example), strict=True)) | {"right": right, "seen": counts[pattern].seen}


@click.command()
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), default=Path("training"))
@click.option("--treebank", "treebanks", type=click.Path(path_type=Path, exists=True), multiple=True, help="CoNLL-U with the sentences of training/real")
@click.option("--out", type=click.Path(path_type=Path), default=Path("seeds/lexicon/learned.csv"), show_default=True)
@click.option("--share", default=0.5, show_default=True, help="of the pairs in its slots that a frame must be right for")
@click.option("--least", default=2, show_default=True, help="acts that a frame must have been seen to name")
def main(corpus: Path, treebanks: tuple[Path, ...], out: Path, share: float, least: int) -> None:
    """Write the table."""
    ours = [p for p in sorted(corpus.glob("[rs]e*s/*.jsonl")) if p.stem not in HELD_OUT]
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in read_examples(ours):
        groups[example.text].append(example)
    own = frozenset(groups)
    for example in read_examples([corpus / "real" / "train.jsonl"], treebanks) if treebanks else ():
        groups[example.text].append(example)
    reader = LanguageReader(resource("builder/model"), resource("seeds/lexicon/abbreviations.csv"))
    rows = list(chosen(count(groups, own, reader), share, least))
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, (*FRAME_COLUMNS, "right", "seen"), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda r: str(r["id"])))
    click.echo(f"{out}: {len(rows)} frames from {len(groups)} sentences")


if __name__ == "__main__":
    main()
