"""The project's labelled sentences as tensors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from spacy.tokens import Doc
from torch import Tensor

from builder.events.treepaths import path_marks
from builder.language.reader import blank_english
from builder.language.wordpieces import WordPieces
from training.corpus import MODALITIES, NONE, Example
from training.parsed import Tree

LONGEST = 150  # words; longer sentences are not parsed either
MASK_ID = 103  # [MASK] of the BERT vocabulary


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
    """Examples as tensors, grouped by sentence (encoded once for all its pairs) and into batches of like lengths.

    Args:
        examples: what to hold.
        codes: the inventory, "none" included.
        pieces: of the encoder.
        trees: of `parsed_texts`, for all texts.
        most_silent: where a sentence has more pairs without an event than this, so many are drawn anew for each
            pass in random order; None takes all.
    """

    def __init__(
        self, examples: Sequence[Example], codes: Sequence[str], pieces: WordPieces, trees: Mapping[str, Tree],
        most_silent: int | None = None,
    ) -> None:  # fmt: skip
        nlp = blank_english()
        index = {code: i for i, code in enumerate(codes)}
        self.codes = list(codes)
        self._none, self._most_silent = index[NONE], most_silent
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
                    path = path_marks(*trees[text], actor.numpy(), target.numpy())
                    pairs.append(
                        {
                            "actor": actor,
                            "target": target,
                            "path": torch.from_numpy(path),
                            "action": _mask(doc, e.action),
                            "code": torch.tensor(index[e.code]),
                            "modality": torch.tensor(MODALITIES.index(e.modality) if e.code != NONE else -100),
                            "weight": torch.tensor(e.weight),
                        }
                    )
            if pairs:
                ids, first, last = (torch.from_numpy(a) for a in (split.ids, split.first, split.last))
                self.rows.append(_Sentence(ids, first, last, tuple(pairs)))

    def _some(self, pairs: Sequence[dict[str, Tensor]], generator: torch.Generator) -> list[dict[str, Tensor]]:
        """All pairs with an event, and no more silent ones than wanted."""
        silent = [p for p in pairs if int(p["code"]) == self._none]
        if self._most_silent is None or len(silent) <= self._most_silent:
            return list(pairs)
        drawn = torch.randperm(len(silent), generator=generator)[: self._most_silent].tolist()
        return [p for p in pairs if int(p["code"]) != self._none] + [silent[i] for i in sorted(drawn)]

    def batches(self, size: int, seed: int | None) -> Iterator[dict[str, Tensor]]:
        """Yield padded batches of `size` sentences; lengths are bucketed, the order shuffled by `seed`.

        Yields:
            ids, first, last, mask, words: by sentence; of: the sentence of each pair; actor, target, path,
            action, code, modality, weight: by pair.
        """
        generator = torch.Generator().manual_seed(seed or 0)
        noise = torch.rand(len(self.rows), generator=generator) * (8.0 if seed is not None else 0.0)
        order = sorted(range(len(self.rows)), key=lambda i: (len(self.rows[i].ids) + float(noise[i]), i))
        groups = [order[i : i + size] for i in range(0, len(order), size)]
        if seed is not None:
            groups = [groups[i] for i in torch.randperm(len(groups), generator=generator).tolist()]
        for batch_rows in groups:
            rows = [self.rows[i] for i in batch_rows]
            batch = {
                name: torch.nn.utils.rnn.pad_sequence([getattr(r, name) for r in rows], batch_first=True)
                for name in ("ids", "first", "last")
            }
            chosen = [row.pairs if seed is None else self._some(row.pairs, generator) for row in rows]
            pairs = [pair for group in chosen for pair in group]
            for name, value in pairs[0].items():
                values = [pair[name] for pair in pairs]
                padded = torch.nn.utils.rnn.pad_sequence(values, batch_first=True) if value.ndim else torch.stack(values)
                batch[name] = padded
            batch["of"] = torch.tensor([i for i, group in enumerate(chosen) for _ in group])
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
