"""Loading and validating the event lexicon: frames, word classes, complements, cues.

A frame says: this predicate, with these things around it, in these slots, is this CAMEO code.
`seeds/lexicon/README.md` explains every column; errors name file and line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from builder.errors import SeedError
from builder.events.petrarch_verbs import frame_rows, is_verb_dictionary

FRAME_COLUMNS = ("id", "code", "predicate", "pos", "requires", "actor", "target", "reciprocal", "example")
PARTS_OF_SPEECH = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ"}
_SLOT = re.compile(r"subj|obj|iobj|poss|comp\.subj|obj\.[a-z_]+|[a-z_]+")
_REQUIREMENT = re.compile(r"([a-z_]+):(.+)")
OUTER_KINDS = ("intend", "appeal", "demand", "refuse", "threaten", "accuse", "drop", "none")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition of a frame: a slot that must hold one of these head lemmas."""

    slot: str
    lemmas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the lexicon."""

    id: str
    code: str
    lemma: str
    particle: str
    pos: str
    requires: tuple[Requirement, ...]
    actor: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: bool
    example: str
    source: str  # file:line

    @property
    def weight(self) -> tuple[int, int, int]:
        """How specific the frame is: particle and requirements, then narrow ones, then code length."""
        narrow = sum(1 for r in self.requires if len(r.lemmas) <= 6)
        return (len(self.requires) + bool(self.particle), narrow, len(self.code))


@dataclass(frozen=True, slots=True)
class Complement:
    """A predicate that takes an act as its complement: "agree to", "threaten to", "urge X to"."""

    lemma: str
    pos: str
    kind: str  # one of OUTER_KINDS
    addressee: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that makes the act under it negated, hypothetical or future."""

    lemma: str
    modality: str
    where: str  # child | governor


_TOPPLED = frozenset({"overthrow", "ouster", "ousting", "toppling", "removal", "defeat"})


@dataclass(frozen=True)
class Lexicon:
    """All frames and tables, indexed by predicate."""

    frames: dict[tuple[str, str], tuple[Frame, ...]]
    complements: dict[tuple[str, str], Complement]
    compositions: tuple[tuple[str, str, str], ...]  # (outer kind, inner code prefix, code), longest prefix first
    cues: dict[tuple[str, str], Cue]
    codes: frozenset[str] = field(default_factory=frozenset)
    by_role: dict[tuple[str, str, str], str] = field(default_factory=dict)  # (code, predicate, target's role) -> code
    act_words: dict[str, frozenset[str]] = field(default_factory=dict)  # lemma -> roots that it names
    learned: dict[tuple[str, str], tuple[Frame, ...]] = field(default_factory=dict)  # stand only where the model agrees

    @cached_property
    def undergone(self) -> frozenset[str]:
        """Nouns of coercion and violence with their victim behind "of": "the killing of", "the overthrow of"."""
        nouns = (f for (_, pos), group in self.frames.items() if pos == "NOUN" for f in group)
        return _TOPPLED | frozenset(f.lemma for f in nouns if f.code[:2] in ("17", "18", "19", "20") and "of" in f.target)

    def all_frames(self) -> Iterator[Frame]:
        """Yield the written frames in order of id."""
        seen = {frame.id: frame for group in self.frames.values() for frame in group}
        yield from (seen[key] for key in sorted(seen))

    def compose(self, kind: str, inner: str) -> str:
        """Return the code of an outer act over an inner one, or "".

        Args:
            kind: one of OUTER_KINDS.
            inner: the CAMEO code of the act that is promised, demanded, refused ...; "" where no frame knows it.

        Example:
            >>> lexicon.compose("intend", "073")  # "promised to send aid"  # doctest: +SKIP
            '0333'
        """
        for outer, prefix, code in self.compositions:
            if outer == kind and (inner.startswith(prefix) if prefix else not inner):
                return code
        return ""


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise SeedError(path, 1, f"the header must be {','.join(columns)}")
            for row in reader:
                if None in row or None in row.values():
                    raise SeedError(path, reader.line_num, f"{len(columns)} columns are needed; quote commas in text")
                yield reader.line_num, row
    except UnicodeDecodeError as error:
        raise SeedError(path, 0, f"not UTF-8 ({error.reason}); save the file as UTF-8") from error


def load_classes(path: Path) -> dict[str, frozenset[str]]:
    """Read the word classes ("@weapon") that frames may name.

    Raises:
        SeedError: a class twice, or a class that names an unknown one.
    """
    classes: dict[str, frozenset[str]] = {}
    for number, row in _rows(path, ("class", "words", "note")):
        if row["class"] in classes:
            raise SeedError(path, number, f"class {row['class']!r} again; join the two lines")
        classes[row["class"]] = frozenset(_words(row["words"], classes, path, number))
    return classes


def _words(text: str, classes: dict[str, frozenset[str]], path: Path, line: int) -> Iterator[str]:
    for word in text.split("|"):
        word = word.strip()
        if word.startswith("@"):
            if word[1:] not in classes:
                raise SeedError(path, line, f"unknown word class {word}; known: {', '.join(sorted(classes))}")
            yield from classes[word[1:]]
        elif word:
            yield word.lower()


def parse_frame(
    row: dict[str, str], path: Path, line: int, classes: dict[str, frozenset[str]], codes: Collection[str]
) -> Frame:
    """Turn one CSV row into a Frame.

    Args:
        row: the row by column name.
        path, line: where it stands, for messages.
        classes: from `load_classes`.
        codes: the known CAMEO codes.

    Returns:
        Frame.

    Raises:
        SeedError: anything unknown or malformed; says what and where.
    """
    if row["code"] not in codes:
        raise SeedError(path, line, f"frame {row['id']}: unknown CAMEO code {row['code']!r}")
    if row["pos"] not in PARTS_OF_SPEECH:
        raise SeedError(path, line, f"frame {row['id']}: pos {row['pos']!r} is none of {', '.join(PARTS_OF_SPEECH)}")
    if row["reciprocal"] not in ("yes", "no"):
        raise SeedError(path, line, f"frame {row['id']}: reciprocal must be yes or no")
    requirements = []
    for condition in filter(None, row["requires"].split(";")):
        match = _REQUIREMENT.fullmatch(condition.strip())
        if match is None:
            raise SeedError(path, line, f"frame {row['id']}: requirement {condition!r} is not slot:word|word")
        requirements.append(Requirement(match[1], frozenset(_words(match[2], classes, path, line))))
    slots = {name: tuple(row[name].split("|")) for name in ("actor", "target")}
    for name, alternatives in slots.items():
        for slot in alternatives:
            if not _SLOT.fullmatch(slot):
                raise SeedError(path, line, f"frame {row['id']}: {name} slot {slot!r} is not a slot name")
    lemma, _, particle = row["predicate"].strip().lower().partition(" ")
    if not lemma:
        raise SeedError(path, line, f"frame {row['id']}: no predicate")
    return Frame(
        row["id"], row["code"], lemma, particle, PARTS_OF_SPEECH[row["pos"]], tuple(requirements),
        slots["actor"], slots["target"], row["reciprocal"] == "yes", row["example"], f"{path.name}:{line}",
    )  # fmt: skip


def load_frames(
    paths: Sequence[Path], classes: dict[str, frozenset[str]], codes: Collection[str], columns: Sequence[str] = FRAME_COLUMNS
) -> list[Frame]:
    """Read frame files.

    Args:
        paths: CSV files with FRAME_COLUMNS, or PETRARCH-2 verb dictionaries.
        classes: from `load_classes`.
        codes: the known CAMEO codes.

    Raises:
        SeedError: see `parse_frame`; also an id used twice.
    """
    frames: dict[str, Frame] = {}
    for path in paths:
        rows = frame_rows(path, codes) if is_verb_dictionary(path) else _rows(path, columns)
        for number, row in rows:
            frame = parse_frame(row, path, number, classes, codes)
            if frame.id in frames:
                raise SeedError(path, number, f"frame id {frame.id} again, also {frames[frame.id].source}")
            frames[frame.id] = frame
    return list(frames.values())


def _id(frame: Frame) -> str:
    return frame.id


def _by_predicate(frames: Sequence[Frame]) -> dict[tuple[str, str], tuple[Frame, ...]]:
    """Group frames by lemma and part of speech, the most specific first; of equals, those named first."""
    groups: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        groups.setdefault((frame.lemma, frame.pos), []).append(frame)
    return {key: tuple(sorted(group, key=lambda f: tuple(-w for w in f.weight))) for key, group in groups.items()}


def load_lexicon(directory: Path, codes: Collection[str], extra: Sequence[Path] = ()) -> Lexicon:
    """Load the whole lexicon.

    Args:
        directory: `seeds/lexicon`.
        codes: the known CAMEO codes.
        extra: users' own frame files; their frames win over equally specific ones of ours.

    Returns:
        Lexicon.

    Raises:
        SeedError: any malformed line in any file.

    Example:
        >>> len(list(load_lexicon(Path("seeds/lexicon"), codes).all_frames())) > 800  # doctest: +SKIP
        True
    """
    classes = load_classes(directory / "classes.csv")
    own = load_frames(sorted((directory / "frames").glob("*.csv")), classes, codes)
    theirs = load_frames(list(extra), classes, codes) if extra else []
    path = directory / "learned.csv"
    learned = load_frames([path], classes, codes, (*FRAME_COLUMNS, "right", "seen")) if path.is_file() else []
    complements = {}
    path = directory / "complements.csv"
    for number, row in _rows(path, ("predicate", "pos", "kind", "addressee", "note")):
        if row["kind"] not in OUTER_KINDS or row["pos"] not in PARTS_OF_SPEECH:
            raise SeedError(path, number, f"kind or pos unknown; kinds: {', '.join(OUTER_KINDS)}")
        key = (row["predicate"], PARTS_OF_SPEECH[row["pos"]])
        complements[key] = Complement(*key, row["kind"], tuple(filter(None, row["addressee"].split("|"))))
    compositions = []
    by_role = {}
    path = directory / "role_codes.csv"
    for number, row in _rows(path, ("code", "predicates", "target_roles", "new_code", "note")) if path.is_file() else ():
        if row["code"] not in codes or row["new_code"] not in codes:
            raise SeedError(path, number, f"code {row['code']!r} or {row['new_code']!r} unknown")
        for predicate in row["predicates"].split("|"):
            for role in row["target_roles"].split("|"):
                by_role[row["code"], predicate, role] = row["new_code"]
    path = directory / "act_words.csv"
    words = _rows(path, ("lemma", "roots")) if path.is_file() else ()
    act_words = {row["lemma"]: frozenset(row["roots"].split("|")) for _, row in words}
    path = directory / "compositions.csv"
    for number, row in _rows(path, ("kind", "inner", "code", "note")):
        if row["kind"] not in OUTER_KINDS or row["code"] not in codes:
            raise SeedError(path, number, f"kind {row['kind']!r} or code {row['code']!r} unknown")
        compositions.append((row["kind"], row["inner"], row["code"]))
    compositions.sort(key=lambda c: (c[0], -len(c[1]), c[1]))
    cues = {}
    path = directory / "modality.csv"
    for number, row in _rows(path, ("cue", "modality", "where", "note")):
        if row["modality"] not in ("negated", "hypothetical", "future") or row["where"] not in ("child", "governor"):
            raise SeedError(path, number, "modality is negated, hypothetical or future; where is child or governor")
        cues[row["cue"], row["where"]] = Cue(row["cue"], row["modality"], row["where"])
    return Lexicon(
        _by_predicate([*sorted(theirs, key=_id), *sorted(own, key=_id)]), complements, tuple(compositions), cues, frozenset(codes), by_role, act_words,
        _by_predicate(sorted(learned, key=_id)),
    )
