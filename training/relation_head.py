"""The relation head: from two spans of an encoded sentence to a CAMEO code and a modality.

No marker tokens: the encoder reads a sentence once for all its pairs. Three vectors stand for a pair (the
sentence, the actor, the target); two layers let them read the words, among which actor and target are
marked by an added vector. Logits of a code are the sum of a root's, a three-digit and an own part: rare codes lean on their
parents.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from builder.events.treepaths import MARKS
from training.corpus import MODALITIES, NONE
from training.network import Layer, Shape


def hierarchy(codes: list[str]) -> tuple[list[int], list[int], int, int]:
    """Return each code's root and three-digit index, and how many there are of both."""
    roots = sorted({c if c == NONE else c[:2] for c in codes})
    middles = sorted({c if c == NONE else c[:3] for c in codes})
    root_of = [roots.index(c if c == NONE else c[:2]) for c in codes]
    middle_of = [middles.index(c if c == NONE else c[:3]) for c in codes]
    return root_of, middle_of, len(roots), len(middles)


class PairLayer(Layer):
    """One transformer layer in which a pair's three vectors read the sentence; the words stay as they are.

    What a word offers as key and value is the same for every pair but for two marks, which are added: whether it is
    of actor or target, and how it ties them in the parse (`builder.events.treepaths`). So the large products are
    made once a sentence, and a pair costs three rows.
    """

    def offers(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Return keys and values of the words, [..., words, width] each."""
        return self.key(words), self.value(words)

    def read(
        self, x: Tensor, keys: Tensor, values: Tensor, marks: Tensor, parts: Tensor, path: Tensor, ties: Tensor, bias: Tensor
    ) -> Tensor:
        """Let each pair's vectors read its sentence.

        Args:
            x: [pairs, 3, width].
            keys, values: of `offers`, for each pair: [pairs, words, width].
            marks: 0/1 [pairs, words, 2], on the words of actor and target.
            parts: [2, width], what marks them.
            path: int [pairs, words], of `path_marks`.
            ties: [marks, width], what stands for each of its numbers.
            bias: [pairs, 1, 1, 3 + words], large and negative on padding.
        """
        pairs, rows, width = x.shape
        size = width // self.heads

        def split(t: Tensor) -> Tensor:
            return t.view(pairs, -1, self.heads, size).transpose(1, 2)

        keys = keys + marks @ (parts @ self.key.weight.T) + functional.embedding(path, ties @ self.key.weight.T)
        values = values + marks @ (parts @ self.value.weight.T) + functional.embedding(path, ties @ self.value.weight.T)
        k, v = split(torch.cat([self.key(x), keys], 1)), split(torch.cat([self.value(x), values], 1))
        scores = split(self.query(x)) @ k.transpose(-1, -2) / math.sqrt(size) + bias
        mixed = (self.dropout(scores.softmax(-1)) @ v).transpose(1, 2).reshape(pairs, rows, width)
        x = self.attended_norm(x + self.dropout(self.attended(mixed)))
        return self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class RelationHead(nn.Module):
    """Scores pairs of spans.

    Args:
        codes: the inventory, "none" included; order of the outputs.
        shape: of the network; gives the width of the word vectors.
        hidden: of the pair representation.
        layers: through which a pair's vectors read the sentence.
    """

    def __init__(self, codes: list[str], shape: Shape, hidden: int = 384, layers: int = 2, dropout: float = 0.2) -> None:
        super().__init__()
        root_of, middle_of, roots, middles = hierarchy(codes)
        self.register_buffer("root_of", torch.tensor(root_of))
        self.register_buffer("middle_of", torch.tensor(middle_of))
        width = shape.width
        self.part = nn.Parameter(torch.randn(3, width) * 0.3)  # of the sentence vector, the actor, the target
        self.ties = nn.Parameter(torch.zeros(MARKS, width))
        self.layers = nn.ModuleList(PairLayer(shape, 0.1) for _ in range(layers))
        self.query = nn.Linear(2 * width, 128)
        self.key = nn.Linear(width, 128)
        self.hidden = nn.Linear(5 * width, hidden)
        self.dropout = nn.Dropout(dropout)
        self.root = nn.Linear(hidden, roots)
        self.middle = nn.Linear(hidden, middles)
        self.leaf = nn.Linear(hidden, len(codes))
        self.modality = nn.Linear(hidden, len(MODALITIES))
        nn.init.zeros_(self.leaf.weight)
        nn.init.zeros_(self.middle.weight)

    def prepare(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Make what all pairs of a sentence share.

        Args:
            words: [sentences, words, width].

        Returns:
            (keys, values: [sentences, layers, words, width]; keys of the acts [sentences, words, 128]).
        """
        offers = [layer.offers(words) for layer in self.layers]  # type: ignore[operator]
        return torch.stack([k for k, _ in offers], 1), torch.stack([v for _, v in offers], 1), self.key(words)

    def pair(
        self, words: Tensor, sentence: Tensor, keys: Tensor, values: Tensor, acts: Tensor, actor: Tensor, target: Tensor,
        path: Tensor, valid: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:  # fmt: skip
        """Score pairs of prepared sentences; all arguments have one row a pair, the results are those of `forward`."""
        bias = torch.cat([torch.ones_like(actor[:, :3]), valid.to(actor.dtype)], 1)
        bias = (1.0 - bias)[:, None, None, :] * -1e4
        marks = torch.stack([actor, target], -1)
        tied = functional.embedding(path, self.ties)
        a = ((actor / actor.sum(-1, keepdim=True))[:, None] @ words)[:, 0]
        t = ((target / target.sum(-1, keepdim=True))[:, None] @ words)[:, 0]
        own = [(party[:, None] @ tied)[:, 0] for party in (actor, target)]  # the relation that each stands in
        x = torch.stack([sentence, a + own[0], t + own[1]], 1) + self.part
        for i, layer in enumerate(self.layers):
            x = layer.read(x, keys[:, i], values[:, i], marks, self.part[1:], path, self.ties, bias)  # type: ignore[operator]
        whole, a, t = x[:, 0], x[:, 1], x[:, 2]
        scores = (acts @ self.query(torch.cat([a, t], -1))[..., None])[..., 0] / 11.3
        attention = (scores + (1.0 - valid.to(scores.dtype)) * -1e4).softmax(-1)
        act = (attention[:, None] @ words)[:, 0]
        pair = torch.cat([a, t, a * t, act, whole], -1)
        hidden = self.dropout(functional.gelu(self.hidden(self.dropout(pair))))
        logits = self.leaf(hidden) + self.root(hidden)[:, self.root_of] + self.middle(hidden)[:, self.middle_of]
        return logits, self.modality(hidden), attention

    def forward(
        self, words: Tensor, sentence: Tensor, of: Tensor, actor: Tensor, target: Tensor, path: Tensor, valid: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Score a batch of pairs.

        Args:
            words: [sentences, words, width].
            sentence: [sentences, width].
            of: [pairs], each pair's sentence.
            actor, target: 0/1 [pairs, words].
            path: int [pairs, words], of `path_marks`.
            valid: bool [sentences, words], False on padding.

        Returns:
            (code logits [pairs, codes], modality logits [pairs, 4], attention [pairs, words]).
        """
        keys, values, acts = self.prepare(words)
        return self.pair(words[of], sentence[of], keys[of], values[of], acts[of], actor, target, path, valid[of])


def relation_loss(
    head: RelationHead, outputs: tuple[Tensor, Tensor, Tensor], batch: dict[str, Tensor]
) -> Tensor:
    """Cross entropy of code, of root, of modality, and of the attention to the act's words."""
    logits, modality, attention = outputs
    log_leaf = logits.log_softmax(-1)
    gold = batch["code"]
    weight = batch["weight"]
    leaf = -(0.9 * log_leaf.gather(1, gold[:, None])[:, 0] + 0.1 * _smoothed(head, log_leaf, gold))
    root_of = head.get_buffer("root_of")
    roots = _marginal(log_leaf, root_of, int(root_of.max()) + 1)
    root = -roots.gather(1, root_of[gold][:, None])[:, 0]
    middle_of = head.get_buffer("middle_of")
    middle = -_marginal(log_leaf, middle_of, int(middle_of.max()) + 1).gather(1, middle_of[gold][:, None])[:, 0]
    mode = functional.cross_entropy(modality, batch["modality"], ignore_index=-100, reduction="none")
    act = batch["action"]
    has_act = act.sum(-1) > 0
    looked = -torch.log((attention * act).sum(-1).clamp(min=1e-6)) * has_act
    total = (leaf + root + 0.5 * middle + 0.5 * mode + 0.3 * looked) * weight
    return total.sum() / weight.sum()


def _marginal(log_leaf: Tensor, group_of: Tensor, groups: int) -> Tensor:
    """log of the summed probability of each group's codes."""
    probability = torch.zeros(len(log_leaf), groups).index_add(1, group_of, log_leaf.exp())
    return probability.clamp(min=1e-9).log()


def _smoothed(head: RelationHead, log_leaf: Tensor, gold: Tensor) -> Tensor:
    """Mean log probability of the codes that share the gold's three digits: near misses cost less."""
    middle_of = head.get_buffer("middle_of")
    family = (middle_of[None] == middle_of[gold][:, None]).float()
    return (log_leaf * family).sum(-1) / family.sum(-1)
