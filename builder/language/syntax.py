"""The encoder and its syntax heads, run with onnxruntime on one sentence at a time.

One sentence a run, not padded batches: the int8 encoder scales activations by what is in the run,
so a sentence's parse would otherwise depend on its neighbours, and a row of a dataset on which
other articles were built with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from spacy.attrs import DEP, HEAD, LEMMA, POS, SENT_START, TAG
from spacy.tokens import Doc, Span, Token

from builder.errors import ModelError
from builder.language.lemmas import lemma_of
from builder.language.mending import mend, nouns_in_ing
from builder.language.trees import best_tree
from builder.language.wordpieces import WordPieces

MODEL_FILES = ("encoder.onnx", "tokenizer.json", "labels.json")


@dataclass(frozen=True, slots=True)
class Parse:
    """What the model says of one sentence; arrays run over its words."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: np.ndarray  # from 1, 0 is the root
    deprels: list[str]
    vectors: np.ndarray  # float32 [words, width]
    sentence: np.ndarray  # float32 [width]


class SyntaxModel:
    """Tags, lemmas, heads, relations and vectors of a sentence.

    Args:
        directory: holds MODEL_FILES.
        threads: onnxruntime threads within one sentence; 1 is fastest at this size.

    Raises:
        ModelError: a file is missing or the labels do not fit the graph.
    """

    def __init__(self, directory: Path, *, threads: int = 1) -> None:
        for name in MODEL_FILES:
            if not (directory / name).is_file():
                raise ModelError(f"{directory / name}: missing; reinstall dyads or point --model at a model directory")
        labels = json.loads((directory / "labels.json").read_text(encoding="utf-8"))
        self._upos, self._xpos = labels["upos"], labels["xpos"]
        self._deprel, self._scripts = labels["deprel"], labels["lemma"]
        self._pieces = WordPieces(directory / "tokenizer.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        self._session = onnxruntime.InferenceSession(
            str(directory / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def parse(self, words: list[str]) -> Parse:
        """Parse one sentence.

        Args:
            words: its words, no white space among them; at least one.

        Returns:
            Parse.

        Raises:
            ValueError: the sentence is longer than the encoder can take.

        Example:
            >>> model.parse(["Iran", "fired", "missiles", "."]).deprels  # doctest: +SKIP
            ['nsubj', 'root', 'obj', 'punct']
        """
        pieces = self._pieces.split(words)
        upos, xpos, lemma, arc, label, vectors, sentence = self._session.run(
            ["upos", "xpos", "lemma", "arc", "label", "vectors", "sentence"],
            {
                "ids": pieces.ids[None],
                "first": pieces.first[None],
                "last": pieces.last[None],
                "case": pieces.shapes[None],
            },
        )
        heads = best_tree(arc[0])
        chosen = label[0][np.arange(len(words)), heads]
        tags = [self._upos[i] for i in upos[0]]
        fine = [self._xpos[i] for i in xpos[0]]
        lemmas = [
            lemma_of(word, self._scripts[i], tag, penn)
            for word, i, tag, penn in zip(words, lemma[0], tags, fine, strict=True)
        ]
        heads, deprels = mend(words, fine, lemmas, heads, [self._deprel[i] for i in chosen])
        for i in nouns_in_ing(words, fine, heads, deprels):
            tags[i], fine[i], lemmas[i] = "NOUN", "NN", words[i].lower()
        return Parse(
            upos=tags,
            xpos=fine,
            lemmas=lemmas,
            heads=heads,
            deprels=deprels,
            vectors=vectors[0],
            sentence=sentence[0],
        )


def annotate(doc: Doc, sentences: list[Span], model: SyntaxModel) -> list[Span]:
    """Parse some sentences of a Doc in place; the others keep empty `dep_`.

    Args:
        doc: a Doc with sentence boundaries.
        sentences: those to parse.
        model: the syntax model.

    Returns:
        The sentences that were too long to parse. `doc.tensor` holds the word vectors (zeros where
        nothing was parsed) and `doc.user_data["sentence_vectors"]` the [CLS] vector by first token.
    """
    strings = doc.vocab.strings
    n = len(doc)
    values = np.zeros((n, 5), dtype=np.uint64)
    heads = np.zeros(n, dtype=np.int64)
    tensor = np.zeros((n, 0), dtype=np.float32)
    vectors: dict[int, np.ndarray] = {}
    too_long: list[Span] = []
    starts = doc.to_array([SENT_START])
    for sent in doc.sents:
        heads[sent.start : sent.end] = sent.start - np.arange(sent.start, sent.end)
    for sent in sentences:
        tokens: list[Token] = [t for t in sent if not t.is_space]
        if not tokens:
            continue
        try:
            parse = model.parse([t.text for t in tokens])
        except ValueError:
            too_long.append(sent)
            continue
        if tensor.shape[1] == 0:
            tensor = np.zeros((n, parse.vectors.shape[1]), dtype=np.float32)
        index = np.fromiter((t.i for t in tokens), dtype=np.int64, count=len(tokens))
        head_of = np.where(parse.heads == 0, index, index[parse.heads - 1])
        heads[index] = head_of - index
        tensor[index] = parse.vectors
        vectors[sent.start] = parse.sentence
        root = int(index[int(np.flatnonzero(parse.heads == 0)[0])])
        for row, token in enumerate(tokens):
            values[token.i] = (
                0,
                strings.add("root" if parse.heads[row] == 0 else parse.deprels[row]),
                strings.add(parse.xpos[row]),
                strings.add(parse.upos[row]),
                strings.add(parse.lemmas[row]),
            )
        for token in sent:
            if token.is_space:
                heads[token.i] = root - token.i
                values[token.i] = (0, strings.add("dep"), strings.add("_SP"), strings.add("SPACE"), strings.add(" "))
    values[:, 0] = heads.astype(np.uint64)
    doc.from_array([HEAD, DEP, TAG, POS, LEMMA], values)
    # spaCy has just read the boundaries off the trees, and runs an unparsed sentence into the one before.
    doc.from_array([SENT_START], starts)
    doc.tensor = tensor
    doc.user_data["sentence_vectors"] = vectors
    return too_long
