"""The project's labelled sentences: reading, checking, turning into tensors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from spacy.tokens import Doc
from torch import Tensor

from builder.evaluation.relations import marked_spans
from builder.language.reader import blank_english
from builder.language.wordpieces import WordPieces

MODALITIES = ("asserted", "negated", "hypothetical", "future")
NONE = "none"
LONGEST = 150  # words; longer sentences are not parsed either
MASK_ID = 103  # [MASK] of the BERT vocabulary
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


def read_examples(paths: Sequence[Path]) -> Iterator[Example]:
    """Yield the examples of some files; the message of an error names file and line."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    yield read_example(json.loads(line))
                except (ValueError, KeyError) as error:
                    raise ValueError(f"{path}:{number}: {error}") from error


def reversed_negatives(examples: Sequence[Example], weight: float) -> Iterator[Example]:
    """Yield the pairs of one-way acts read backwards, as negatives."""
    for e in examples:
        if not e.code.startswith(_MUTUAL):
            yield Example(e.text, e.target, e.actor, None, NONE, "asserted", weight)


def _mask(doc: Doc, span: tuple[int, int] | None) -> Tensor:
    mask = torch.zeros(len(doc))
    if span is not None:
        for token in doc:
            if token.idx < span[1] and span[0] < token.idx + len(token.text):
                mask[token.i] = 1.0
    return mask


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence as tensors, with all pairs that are labelled in it."""

    ids: Tensor
    first: Tensor
    last: Tensor
    pairs: tuple[dict[str, Tensor], ...]


class RelationExamples:
    """Examples as tensors, grouped by sentence (encoded once for all its pairs) and into batches of like lengths."""

    def __init__(self, examples: Sequence[Example], codes: Sequence[str], pieces: WordPieces) -> None:
        nlp = blank_english()
        index = {code: i for i, code in enumerate(codes)}
        self.codes = list(codes)
        self.rows: list[_Sentence] = []
        by_text: dict[str, list[Example]] = {}
        for e in examples:
            by_text.setdefault(e.text, []).append(e)
        for text, group in by_text.items():
            doc = nlp.make_doc(text)
            if len(doc) > LONGEST:
                continue
            split = pieces.split([t.text for t in doc])
            pairs = []
            for e in group:
                actor, target = _mask(doc, e.actor), _mask(doc, e.target)
                if actor.any() and target.any():
                    pairs.append(
                        {
                            "actor": actor,
                            "target": target,
                            "action": _mask(doc, e.action),
                            "code": torch.tensor(index[e.code]),
                            "modality": torch.tensor(MODALITIES.index(e.modality) if e.code != NONE else -100),
                            "weight": torch.tensor(e.weight),
                        }
                    )
            if pairs:
                ids, first, last = (torch.from_numpy(a) for a in (split.ids, split.first, split.last))
                self.rows.append(_Sentence(ids, first, last, tuple(pairs)))

    def batches(self, size: int, seed: int | None) -> Iterator[dict[str, Tensor]]:
        """Yield padded batches of `size` sentences; lengths are bucketed, the order shuffled by `seed`.

        Yields:
            ids, first, last, mask, words: by sentence; of: the sentence of each pair; actor, target,
            action, code, modality, weight: by pair.
        """
        generator = torch.Generator().manual_seed(seed or 0)
        noise = torch.rand(len(self.rows), generator=generator) * (8.0 if seed is not None else 0.0)
        order = sorted(range(len(self.rows)), key=lambda i: (len(self.rows[i].ids) + float(noise[i]), i))
        groups = [order[i : i + size] for i in range(0, len(order), size)]
        if seed is not None:
            groups = [groups[i] for i in torch.randperm(len(groups), generator=generator).tolist()]
        for group in groups:
            rows = [self.rows[i] for i in group]
            batch = {
                name: torch.nn.utils.rnn.pad_sequence([getattr(r, name) for r in rows], batch_first=True)
                for name in ("ids", "first", "last")
            }
            pairs = [pair for row in rows for pair in row.pairs]
            for name, value in pairs[0].items():
                values = [pair[name] for pair in pairs]
                padded = torch.nn.utils.rnn.pad_sequence(values, batch_first=True) if value.ndim else torch.stack(values)
                batch[name] = padded
            batch["of"] = torch.tensor([i for i, row in enumerate(rows) for _ in row.pairs])
            lengths = torch.tensor([len(r.ids) for r in rows])
            words = torch.tensor([len(r.first) for r in rows])
            batch["mask"] = torch.arange(batch["ids"].shape[1])[None] < lengths[:, None]
            batch["words"] = torch.arange(batch["first"].shape[1])[None] < words[:, None]
            yield batch


def hide_names(batch: dict[str, Tensor], share: float, generator: torch.Generator) -> dict[str, Tensor]:
    """Replace the pieces of some sentences' actors and targets by [MASK], so that names are not learned by heart.

    Args:
        batch: of `RelationExamples.batches`; not changed.
        share: of the spans to hide.
        generator: of the random draws.
    """
    ids = batch["ids"].clone()
    first, last = batch["first"], batch["last"]
    for name in ("actor", "target"):
        hidden = torch.rand(len(batch["of"]), generator=generator) < share
        for pair in hidden.nonzero()[:, 0].tolist():
            row = int(batch["of"][pair])
            for word in batch[name][pair].nonzero()[:, 0].tolist():
                ids[row, int(first[row, word]) : int(last[row, word]) + 1] = MASK_ID
    return {**batch, "ids": ids}
