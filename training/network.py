"""The network: a MiniLM encoder with a tagger, a lemmatizer and a biaffine parser on top.

The encoder is BERT as published (Devlin et al. 2019) in the size of all-MiniLM-L6-v2; the parser
is the deep biaffine one (Dozat and Manning 2017). Written out here rather than taken from a
library because the exported graph must hold nothing but plain matrix products (int8 later) and
because one graph serves every head.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; kept in the checkpoint and in the model card."""

    upos: int
    xpos: int
    deprel: int
    lemma: int
    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    case_shapes: int = 6
    case_width: int = 32
    arc_width: int = 256
    label_width: int = 128
    tag_width: int = 256

    def asdict(self) -> dict[str, int]:
        return asdict(self)


class Layer(nn.Module):
    """One transformer layer, normalised after each block as in BERT."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.attention_heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.inner = nn.Linear(shape.width, shape.feed_forward)
        self.outer = nn.Linear(shape.feed_forward, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        size = width // self.heads

        def split(t: Tensor) -> Tensor:
            return t.view(batch, length, self.heads, size).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(-1, -2) / math.sqrt(size)
        if bias is not None:
            scores = scores + bias
        mixed = self.dropout(scores.softmax(-1)) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.attended_norm(x + self.dropout(self.attended(mixed)))
        return self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Word pieces to vectors: a learned mixture of all layers, so that syntax may use early ones."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.kinds = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.mixture = nn.Parameter(torch.tensor([0.0] * (shape.layers - 1) + [2.0]))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.places(places)[None] + self.kinds.weight[0]
        x = self.dropout(self.norm(x))
        bias = None if mask is None else (~mask)[:, None, None, :] * -1e4
        weights = self.mixture.softmax(0)
        total = torch.zeros_like(x)
        for weight, layer in zip(weights, self.layers, strict=True):
            x = layer(x, bias)
            total = total + weight * x
        return total

    def load_minilm(self, path: Path) -> None:
        """Start from the published weights of all-MiniLM-L6-v2 (`model.safetensors`)."""
        source = load_file(path)
        names = {
            "attention.self.query": "query",
            "attention.self.key": "key",
            "attention.self.value": "value",
            "attention.output.dense": "attended",
            "attention.output.LayerNorm": "attended_norm",
            "intermediate.dense": "inner",
            "output.dense": "outer",
            "output.LayerNorm": "outer_norm",
        }
        state = {
            "pieces.weight": source["embeddings.word_embeddings.weight"],
            "places.weight": source["embeddings.position_embeddings.weight"],
            "kinds.weight": source["embeddings.token_type_embeddings.weight"],
            "norm.weight": source["embeddings.LayerNorm.weight"],
            "norm.bias": source["embeddings.LayerNorm.bias"],
            "mixture": self.mixture.data,
        }
        for i in range(len(self.layers)):
            for theirs, ours in names.items():
                for part in ("weight", "bias"):
                    state[f"layers.{i}.{ours}.{part}"] = source[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(state)


def _mlp(inner: int, outer: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inner, outer), nn.GELU(), nn.Dropout(dropout))


class Syntax(nn.Module):
    """Tagger, lemmatizer and biaffine dependency parser on word vectors."""

    def __init__(self, shape: Shape, dropout: float = 0.25) -> None:
        super().__init__()
        width = shape.width + shape.case_width
        self.case = nn.Embedding(shape.case_shapes, shape.case_width)
        self.root = nn.Parameter(torch.zeros(shape.case_width))
        self.dropout = nn.Dropout(dropout)
        self.tag_hidden = _mlp(width, shape.tag_width, dropout)
        self.upos = nn.Linear(shape.tag_width, shape.upos)
        self.xpos = nn.Linear(shape.tag_width, shape.xpos)
        self.lemma = nn.Linear(shape.tag_width, shape.lemma)
        self.arc_dependent = _mlp(width, shape.arc_width, dropout)
        self.arc_head = _mlp(width, shape.arc_width, dropout)
        self.arc = nn.Parameter(torch.zeros(shape.arc_width + 1, shape.arc_width))
        self.label_dependent = _mlp(width, shape.label_width, dropout)
        self.label_head = _mlp(width, shape.label_width, dropout)
        self.label = nn.Parameter(torch.zeros(shape.deprel, shape.label_width + 1, shape.label_width + 1))
        nn.init.normal_(self.case.weight, std=0.1)

    def forward(self, words: Tensor, sentence: Tensor, case: Tensor) -> dict[str, Tensor]:
        """Score a batch.

        Args:
            words: word vectors [batch, words, width].
            sentence: [CLS] vectors [batch, width]; stand for the root.
            case: shape ids [batch, words].

        Returns:
            upos, xpos, lemma: [batch, words, labels]; arc: [batch, words, words + 1], column 0 is
            the root; label_dependent, label_head: the label scorer's inputs.
        """
        batch = words.shape[0]
        x = torch.cat([words, self.case(case)], -1)
        root = torch.cat([sentence, self.root.expand(batch, -1)], -1)
        with_root = self.dropout(torch.cat([root[:, None], x], 1))
        x = with_root[:, 1:]
        tags = self.tag_hidden(x)
        dependent = self.arc_dependent(x)
        ones = torch.ones_like(dependent[..., :1])
        arc = torch.cat([dependent, ones], -1) @ self.arc @ self.arc_head(with_root).transpose(-1, -2)
        one = torch.ones_like(with_root[..., :1])
        return {
            "upos": self.upos(tags),
            "xpos": self.xpos(tags),
            "lemma": self.lemma(tags),
            "arc": arc,
            "label_dependent": torch.cat([self.label_dependent(x), one[:, 1:]], -1),
            "label_head": torch.cat([self.label_head(with_root), one], -1),
        }

    def label_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Score labels for chosen arcs: both inputs [..., label_width + 1]; returns [..., labels]."""
        return torch.einsum("...i,lij,...j->...l", dependent, self.label, head)


class Network(nn.Module):
    """Encoder and syntax heads; `words` and `sentence` vectors are open to further heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.syntax = Syntax(shape)

    def vectors(self, ids: Tensor, first: Tensor, last: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return word vectors (mean of first and last piece) [batch, words, width] and [CLS]."""
        pieces = self.encoder(ids, mask)
        width = pieces.shape[-1]
        start = pieces.gather(1, first[..., None].expand(-1, -1, width))
        end = pieces.gather(1, last[..., None].expand(-1, -1, width))
        return (start + end) / 2, pieces[:, 0]
