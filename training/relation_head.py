"""The relation head: from two spans of an encoded sentence to a CAMEO code and a modality.

No marker tokens: the encoder reads a sentence once for all its pairs. The words of actor and target
are then marked by an added vector and one more transformer layer reads the sentence for this pair.
Logits of a code are the sum of a root's, a three-digit and an own part: rare codes lean on their
parents.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import Layer, Shape
from training.relation_data import MODALITIES, NONE


def hierarchy(codes: list[str]) -> tuple[list[int], list[int], int, int]:
    """Return each code's root and three-digit index, and how many there are of both."""
    roots = sorted({c if c == NONE else c[:2] for c in codes})
    middles = sorted({c if c == NONE else c[:3] for c in codes})
    root_of = [roots.index(c if c == NONE else c[:2]) for c in codes]
    middle_of = [middles.index(c if c == NONE else c[:3]) for c in codes]
    return root_of, middle_of, len(roots), len(middles)


class RelationHead(nn.Module):
    """Scores pairs of spans.

    Args:
        codes: the inventory, "none" included; order of the outputs.
        shape: of the network; gives the width of the word vectors.
        hidden: of the pair representation.
        layers: transformer layers that read the sentence for one pair.
    """

    def __init__(self, codes: list[str], shape: Shape, hidden: int = 384, layers: int = 1, dropout: float = 0.2) -> None:
        super().__init__()
        root_of, middle_of, roots, middles = hierarchy(codes)
        self.register_buffer("root_of", torch.tensor(root_of))
        self.register_buffer("middle_of", torch.tensor(middle_of))
        width = shape.width
        self.part = nn.Parameter(torch.randn(3, width) * 0.3)  # of the sentence vector, the actor, the target
        self.layers = nn.ModuleList(Layer(shape, 0.1) for _ in range(layers))
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

    def forward(
        self, words: Tensor, sentence: Tensor, actor: Tensor, target: Tensor, valid: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Score a batch of pairs.

        Args:
            words: [pairs, words, width].
            sentence: [pairs, width].
            actor, target: 0/1 [pairs, words].
            valid: bool [pairs, words], False on padding.

        Returns:
            (code logits [pairs, codes], modality logits [pairs, 4], attention [pairs, words]).
        """
        marked = words + actor[..., None] * self.part[1] + target[..., None] * self.part[2]
        x = torch.cat([(sentence + self.part[0])[:, None], marked], 1)
        bias = (1.0 - torch.cat([torch.ones_like(actor[:, :1]), valid.to(actor.dtype)], 1))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        whole, words = x[:, 0], x[:, 1:]
        a = (actor / actor.sum(-1, keepdim=True))[:, None] @ words
        t = (target / target.sum(-1, keepdim=True))[:, None] @ words
        a, t = a[:, 0], t[:, 0]
        scores = (self.key(words) @ self.query(torch.cat([a, t], -1))[..., None])[..., 0] / 11.3
        attention = (scores + (1.0 - valid.to(scores.dtype)) * -1e4).softmax(-1)
        act = (attention[:, None] @ words)[:, 0]
        pair = torch.cat([a, t, a * t, act, whole], -1)
        hidden = self.dropout(functional.gelu(self.hidden(self.dropout(pair))))
        logits = self.leaf(hidden) + self.root(hidden)[:, self.root_of] + self.middle(hidden)[:, self.middle_of]
        return logits, self.modality(hidden), attention


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
