"""Relations with the spans given: reading gold rows and predicting a code for each.

Two formats are read as they are, one JSON object a line:

- `text`, `actor_spans`, `target_spans` (lists of [start, end] in characters), and as labels any of
  `plover`, `quad` and `code`;
- `text` with <s>actor</s>, <t>target</t> and <e>action</e> marked, and `code` and `modality`, as in
  `training/relations`.

Every row is predicted, labelled or not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from builder.errors import InputError
from builder.events.intentions import without_modality
from builder.events.lexicon import Lexicon
from builder.events.relations import RelationModel
from builder.language.reader import blank_english
from builder.language.syntax import SyntaxModel
from builder.ontology import Ontology

_TAG = re.compile(r"</?([ste])>")
# PLOVER before 0.8 had one class YIELD where now there are two; gold of that time is scored as it is.
PLOVER_OF_OLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One row of a relations file; labels that it does not carry are ""."""

    id: str
    text: str
    actor: Spans
    target: Spans
    code: str = ""
    plover: str = ""
    quad: int = 0
    modality: str = ""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was predicted for a row: always a code, and how likely it is that nothing passes at all.

    `code` is as specific as the model is sure of, `leaf` the likeliest code whether or not it is.
    """

    id: str
    code: str
    leaf: str
    plover: str
    quad: int
    probability: float
    none: float
    modality: str

    def as_json(self) -> str:
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, ensure_ascii=False)


def marked_spans(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Take the marks <s>, <t> and <e> out of a text.

    Args:
        text: with <s>actor</s> and <t>target</t> once each, and <e>action</e> or not.

    Returns:
        The plain text, and the character span of each mark in it by its letter.

    Raises:
        ValueError: a mark is missing or not closed.

    Example:
        >>> marked_spans("<s>Iran</s> met <t>Iraq</t>.")
        ('Iran met Iraq.', {'s': (0, 4), 't': (9, 13)})
    """
    plain: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    opened: dict[str, int] = {}
    position = length = 0
    for match in _TAG.finditer(text):
        piece = text[position : match.start()]
        plain.append(piece)
        length += len(piece)
        position = match.end()
        if match[0].startswith("</"):
            if match[1] not in opened:
                raise ValueError(f"</{match[1]}> without <{match[1]}>: {text}")
            spans[match[1]] = (opened.pop(match[1]), length)
        else:
            opened[match[1]] = length
    plain.append(text[position:])
    if opened or "s" not in spans or "t" not in spans:
        raise ValueError(f"marks <s> and <t> must stand once each: {text}")
    return "".join(plain), spans


def _row(given: Mapping[str, Any], number: int) -> RelationRow:
    name = str(given.get("id") or f"row-{number}")
    labels: dict[str, Any] = {
        "code": str(given.get("code") or ""),
        "plover": str(given.get("plover") or ""),
        "quad": int(given.get("quad") or 0),
        "modality": str(given.get("modality") or ""),
    }
    if "actor_spans" in given:
        actor, target = (tuple((int(a), int(b)) for a, b in given[k]) for k in ("actor_spans", "target_spans"))
        return RelationRow(name, str(given["text"]), actor, target, **labels)
    text, spans = marked_spans(str(given["text"]))
    return RelationRow(name, text, (spans["s"],), (spans["t"],), **labels)


def read_relations(path: Path) -> list[RelationRow]:
    """Read a relations file.

    Args:
        path: JSON Lines, in either format.

    Returns:
        Its rows, in order.

    Raises:
        InputError: a line is not such a row; names file and line.

    Example:
        >>> read_relations(Path("training/relations/w9.jsonl"))[0].code  # doctest: +SKIP
        '040'
    """
    rows = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                rows.append(_row(json.loads(line), number))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(f"{path}:{number}: not a relations row ({error}); see `dyads evaluate relations --help`") from error
    return rows


def _mask(doc: Doc, spans: Spans) -> np.ndarray:
    inside = [any(t.idx < end and start < t.idx + len(t.text) for start, end in spans) for t in doc if not t.is_space]
    return np.array(inside, dtype=np.float32)


class RelationPredictor:
    """Predicts the code of rows whose spans are given.

    Args:
        syntax: the encoder.
        model: the relation model.
        ontology: maps codes to PLOVER events and quad classes.
        lexicon: says what CAMEO makes of acts that are planned or refused (`without_modality`), because
            PLOVER labels come without a modality.
    """

    def __init__(self, syntax: SyntaxModel, model: RelationModel, ontology: Ontology, lexicon: Lexicon) -> None:
        self._nlp = blank_english()
        self._syntax, self._model = syntax, model
        self._events = sorted({*ontology.plover} - PLOVER_OF_OLD.keys() | {"", *PLOVER_OF_OLD.values()})
        self._named = np.array([e != "" for e in self._events])  # statements (root 01) are no PLOVER event
        self._tables: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        for mode in ("asserted", "negated", "hypothetical", "future"):
            codes = [without_modality(c, mode, lexicon) for c in model.inventory]
            events = [PLOVER_OF_OLD.get(e := ontology.plover_event(c), e) for c in codes]
            quads = np.array([ontology.quad_class(c) for c in codes])
            self._tables[mode] = np.array([self._events.index(e) for e in events]), quads

    def predict(self, rows: Sequence[RelationRow]) -> Iterator[Prediction]:
        """Yield a prediction for every row, in order.

        PLOVER event and quad class are those with the greatest summed probability over the codes.
        A row too long for the encoder is cut to the words around its spans.

        Args:
            rows: of `read_relations`.
        """
        for row in rows:
            doc = self._nlp.make_doc(row.text)
            words = [t.text for t in doc if not t.is_space]
            actor, target = _mask(doc, row.actor), _mask(doc, row.target)
            if not actor.any() or not target.any():
                raise InputError(f"{row.id}: a span covers no word of the text")
            try:
                parse = self._syntax.parse(words)
            except ValueError:
                marked = np.flatnonzero(actor + target)
                start = max(0, int(marked[0]) - 40)
                cut = slice(start, start + 120)
                words, actor, target = words[cut], actor[cut], target[cut]
                if not target.any() or not actor.any():
                    raise InputError(f"{row.id}: more than 120 words with actor and target far apart") from None
                parse = self._syntax.parse(words)
            heads = [head - 1 if head else i for i, head in enumerate(parse.heads.tolist())]
            judged = self._model.judge(self._model.prepare(parse.vectors, parse.sentence, heads, parse.deprels), actor, target)
            event_of, quads = self._tables[judged.modality]
            by_event = np.bincount(event_of, judged.codes, len(self._events)) * self._named
            by_quad = np.bincount(quads, judged.codes, 5)
            yield Prediction(
                row.id, judged.code, judged.leaf, self._events[int(by_event.argmax())], int(by_quad.argmax()),
                round(float(by_event.max()), 4), round(judged.none, 4), judged.modality,
            )  # fmt: skip
