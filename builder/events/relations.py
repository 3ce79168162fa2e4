"""The relation model: what passes from one span of a parsed sentence to another.

Reads the word vectors that the parser's encoder has already made, and the tree. What all pairs of a sentence share is made
once; a pair then costs three rows of two small layers. One pair a run, not a batch of them: the int8 graph
scales activations by what is in the run, and a judgement must not depend on which other pairs a sentence has.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from builder.errors import ModelError
from builder.events.treepaths import path_marks

NONE = "none"
MODEL_FILES = ("relations_words.onnx", "relations_pairs.onnx", "relations.json")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sentence made ready for its pairs: what the second graph takes, by name of input, and the tree."""

    inputs: dict[str, np.ndarray]
    heads: Sequence[int]
    relations: Sequence[str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the relation model says of one pair.

    Args:
        none: probability that nothing passes from actor to target.
        code: best CAMEO code, as specific as the model is sure of (see `RelationModel.decide`).
        probability: of that code, its more specific ones included, given that something passes.
        leaf: the likeliest code under the same root, however unsure; what `code` would be without backing off.
        second: runner-up with another root or, failing that, another code.
        second_probability: of the runner-up.
        modality: asserted, negated, hypothetical or future.
        modality_probability: of that modality.
        codes: probability of each code of the inventory, given that something passes.
        attention: how much the model looks at each word as the name of the act; sums to 1.
    """

    none: float
    code: str
    probability: float
    leaf: str
    second: str
    second_probability: float
    modality: str
    modality_probability: float
    codes: np.ndarray
    attention: np.ndarray


def _softmax(logits: np.ndarray) -> np.ndarray:
    shifted = np.exp(logits - logits.max())
    return np.asarray(shifted / shifted.sum())


class RelationModel:
    """Judges pairs of spans.

    Args:
        directory: holds MODEL_FILES.

    Raises:
        ModelError: a file is missing or does not fit.
    """

    def __init__(self, directory: Path) -> None:
        for name in MODEL_FILES:
            if not (directory / name).is_file():
                raise ModelError(f"{directory / name}: missing; reinstall dyads, or use --coder lexicon")
        about = json.loads((directory / "relations.json").read_text(encoding="utf-8"))
        self.inventory: list[str] = [c for c in about["codes"] if c != NONE]
        self._order = np.array([i for i, c in enumerate(about["codes"]) if c != NONE])
        self._none = about["codes"].index(NONE)
        self._modalities: list[str] = about["modalities"]
        self._code_temperature: float = about["code_temperature"]
        self._none_temperature: float = about["none_temperature"]
        self._back_off: float = about["back_off"]
        self._index = {code: i for i, code in enumerate(self.inventory)}
        self._under = {
            prefix: np.array([i for i, c in enumerate(self.inventory) if c.startswith(prefix)])
            for prefix in {c[:n] for c in self.inventory for n in (2, 3, 4)}
        }
        self._roots = sorted(p for p in self._under if len(p) == 2)
        self._root_of = np.array([self._roots.index(c[:2]) for c in self.inventory])
        self._children = {
            p: sorted(c for c in self._under if len(c) == len(p) + 1 and c.startswith(p)) for p in self._under if len(p) < 4
        }
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._words, self._pairs = (
            onnxruntime.InferenceSession(str(directory / name), options, providers=["CPUExecutionProvider"])
            for name in MODEL_FILES[:2]
        )

    def prepare(self, vectors: np.ndarray, sentence: np.ndarray, heads: Sequence[int], relations: Sequence[str]) -> Prepared:
        """Make what all pairs of a sentence share.

        Args:
            vectors: float32 [words, width], the word vectors of the sentence.
            sentence: float32 [width], its [CLS] vector.
            heads: each word's head, counted from 0; the root is its own.
            relations: each word's dependency relation.
        """
        keys, values, acts = self._words.run(None, {"vectors": vectors[None]})
        inputs = {"vectors": vectors[None], "sentence": sentence[None], "keys": keys, "values": values, "acts": acts}
        return Prepared(inputs, heads, relations)

    def judge(self, prepared: Prepared, actor: np.ndarray, target: np.ndarray) -> Judgement:
        """Judge one pair.

        Args:
            prepared: its sentence.
            actor: float32 [words], 1 on the words of the actor.
            target: the same for the target.

        Returns:
            Judgement.

        Example:
            >>> model.judge(prepared, actor, target).code  # doctest: +SKIP
            '190'
        """
        path = path_marks(prepared.heads, prepared.relations, actor, target)
        pair = {"actor": actor[None], "target": target[None], "path": path[None]}
        logits, modality, attention = self._pairs.run(None, prepared.inputs | pair)
        none, codes = self.calibrated(logits[0])
        modes = _softmax(modality[0])
        best = int(modes.argmax())
        code, share = self.decide(codes)
        under = self._under[code[:2]]
        leaf = self.inventory[int(under[codes[under].argmax()])]
        second, second_share = self._second(codes, code)
        return Judgement(
            none, code, share, leaf, second, second_share, self._modalities[best], float(modes[best]), codes, attention[0]
        )  # fmt: skip

    def calibrated(self, logits: np.ndarray) -> tuple[float, np.ndarray]:
        """Turn logits into the probability of none and those of the codes given that something passes.

        Args:
            logits: of the whole inventory, none included.
        """
        codes = logits[self._order]
        some = codes.max() + np.log(np.exp(codes - codes.max()).sum())
        none = 1.0 / (1.0 + np.exp((some - logits[self._none]) / self._none_temperature))
        return float(none), _softmax(codes / self._code_temperature)

    def decide(self, codes: np.ndarray) -> tuple[str, float]:
        """Choose a code: the likeliest root, then under it as deep as the model is sure.

        Args:
            codes: probability of each code of the inventory.

        Returns:
            (code, its probability with all more specific ones). The code backs off to its parent
            where the best child holds less than the share `back_off` of the parent's probability.
        """
        totals = np.bincount(self._root_of, codes, len(self._roots))
        best = int(totals.argmax())
        prefix, total = self._roots[best], float(totals[best])
        for _ in range(2):
            children = self._children[prefix]
            if not children:
                break
            shares = [float(codes[self._under[c]].sum()) for c in children]
            best = int(np.argmax(shares))
            if shares[best] < self._back_off * total:
                break
            prefix, total = children[best], shares[best]
        return self._named(prefix), total

    def share(self, judgement: Judgement, prefix: str) -> float:
        """Return the probability of a code and all more specific ones, given that something passes."""
        under = self._under.get(prefix if prefix in self._under else prefix[:-1])
        return float(judgement.codes[under].sum()) if under is not None else 0.0

    def _named(self, prefix: str) -> str:
        """The code that a prefix stands for: "19" is 190, "183" is 183."""
        return prefix if prefix in self._index else prefix + "0"

    def _second(self, codes: np.ndarray, code: str) -> tuple[str, float]:
        rest = codes.copy()
        rest[self._under[code[:2]]] = 0.0
        if rest.max() < 0.02:
            rest = codes.copy()
            rest[self._index[code]] = 0.0
        i = int(rest.argmax())
        return self.inventory[i], float(rest[i])
