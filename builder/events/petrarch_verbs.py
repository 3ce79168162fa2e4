"""PETRARCH-2 verb dictionaries as frames of our lexicon.

The format: `&NAME` with `+WORD` lines below it is a set of words; `--- NAME [code] ---` opens a block
of verbs; each verb may bear forms in braces and a code of its own; a pattern
`- before * after [code]` says what stands round the verb. In a pattern `$` is the actor, `+` the
target, `( )` a prepositional phrase, `{ }` a noun phrase, `&NAME` any word of a set, `^` a phrase to
skip, `%` a compound. A code `a:a` is told both ways, `:b` only from target to actor, `---` is no event.
(Read off PETRARCH-2's own reader and the comments in its dictionary.)

A pattern holds for every verb of its block, so it becomes a frame for each. What frames cannot say is
reported, never guessed: see `Problem`.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lemminflect import getAllLemmas

from builder.errors import SeedError

COLUMNS = ("id", "code", "predicate", "pos", "requires", "actor", "target", "reciprocal", "example")
"""The columns of frame files, in order."""

_BLOCK = re.compile(r"---\s*(\S.*?)\s*\[([^\]]*)\]\s*---")
_CODE = re.compile(r"\[([^\]]*)\]")
_TERM = re.compile(r"\([^()]*\)|\{[^{}]*\}|\S+")
_PARTICLES = frozenset("up out off down back away aside forward apart ahead forth together".split())
_PREPOSITIONS = frozenset(
    (
        "in on over through along around by to at with from for against into onto toward towards of about after "
        "before between during under as within without near behind upon among across inside outside"
    ).split()
)
_EITHER = frozenset("in on over through along around by".split())
# Determiners and the like: a condition on a modifier would not see them.
_SMALL = frozenset("no not its their his her all any some the a an this that be been is was it he and or than".split())
_PHRASES = ("iobj", "to", "with", "against", "on", "at", "for", "into", "toward", "over", "from")
# Where PETRARCH finds a target that a pattern does not mark: anywhere below the verb.
_AFTER_OBJECT = (*_PHRASES, "obj")
_ANYWHERE = ("obj", *_PHRASES)


@dataclass(frozen=True, slots=True)
class Problem:
    """A line, or part of one, that frames do not express.

    `reason` is a short stable word: null_code, two_codes, skip_marker, compound_marker, two_words,
    small_word, not_a_noun, unknown_set, empty_set, unknown_code, multiword_verb, nested, order,
    multiword_member, transformation, unreadable. `two_codes` and `multiword_member` are losses in what
    is expressed otherwise; all others leave the whole pattern out.
    """

    line: int
    reason: str
    detail: str


class _CannotExpress(Exception):
    """Carries the reason why a pattern has no frame."""


@dataclass
class _Block:
    """Verbs that share patterns, and the code of those that have none of their own."""

    code: str = "---"
    verbs: list[str] = field(default_factory=list)


@dataclass
class _Conditions:
    """What a pattern asks for, gathered term by term."""

    particle: str = ""
    requires: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()

    def has_object(self) -> bool:
        return any(slot == "obj" for slot, _ in self.requires)


def is_verb_dictionary(path: Path) -> bool:
    """Say whether a file is a PETRARCH verb dictionary, judged by its content.

    Args:
        path: any text file.

    Returns:
        True if one of its lines opens a block of verbs (`--- NAME [code] ---`).
    """
    with path.open(encoding="utf-8", errors="replace") as lines:
        return any(_BLOCK.match(line) for line in lines)


def import_verbs(path: Path, codes: Collection[str] = ()) -> tuple[list[dict[str, str]], list[Problem]]:
    """Read a PETRARCH-2 verb dictionary as frames.

    Args:
        path: the dictionary.
        codes: the known CAMEO codes; lines with another one are reported. Empty: codes are not checked.

    Returns:
        Rows with COLUMNS (ids are `petrarch:LINE:VERB`), in the file's order, and what they do not express.

    Raises:
        SeedError: the file holds no block of verbs, or is not UTF-8.

    Example:
        >>> rows, problems = import_verbs(Path("CAMEO.2.0.txt"))  # doctest: +SKIP
    """
    return _Reader(path, frozenset(codes)).read()


def frame_rows(path: Path, codes: Collection[str] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of `import_verbs` with the dictionary's line that each comes from."""
    for row in import_verbs(path, codes)[0]:
        yield int(row["id"].split(":")[1]), row


def rows_as_csv(rows: Sequence[dict[str, str]]) -> str:
    """Return rows as the text of a frame file.

    Example:
        >>> rows_as_csv([]).strip()
        'id,code,predicate,pos,requires,actor,target,reciprocal,example'
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class _Reader:
    """One walk through a dictionary."""

    def __init__(self, path: Path, codes: frozenset[str]) -> None:
        self.path, self.codes = path, codes
        self.sets: dict[str, list[str]] = {}
        self.rows: dict[str, dict[str, str]] = {}
        self.problems: list[Problem] = []

    def read(self) -> tuple[list[dict[str, str]], list[Problem]]:
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError as error:
            raise SeedError(self.path, 0, f"not UTF-8 ({error.reason}); save the file as UTF-8") from error
        if not any(_BLOCK.match(line) for line in lines):
            raise SeedError(self.path, 0, "no block of verbs (--- NAME [code] ---); is it a PETRARCH verb dictionary?")
        self._read_sets(lines)
        block, opened = _Block(), False
        for number, raw in enumerate(lines, 1):
            line = raw.partition("#")[0].strip()
            if not line:
                continue
            head = _BLOCK.match(line)
            if head:
                block, opened = _Block(head[2].strip()), True
            elif line.startswith("~"):
                self._report(number, "transformation", line)
            elif line.startswith("-"):
                self._pattern(number, line, block)
            elif opened:
                self._verb(number, line, block)
        return list(self.rows.values()), self.problems

    def _report(self, line: int, reason: str, detail: str) -> None:
        self.problems.append(Problem(line, reason, " ".join(detail.split())))

    def _read_sets(self, lines: Sequence[str]) -> None:
        name = ""
        for number, raw in enumerate(lines, 1):
            line = raw.partition("#")[0].strip()
            if line.startswith("&"):
                name = line.split()[0]
                self.sets.setdefault(name, [])
            elif line.startswith("+") and name:
                word = line.split()[0].lstrip("+").strip("_").lower()
                if "_" in word:
                    self._report(number, "multiword_member", f"{name} {line}")
                elif word:
                    self.sets[name] += _forms(word)
            elif line:
                name = ""  # verbs of several words begin with + as well

    # --- verbs

    def _verb(self, number: int, line: str, block: _Block) -> None:
        code_at = _CODE.search(line)
        code = code_at[1].strip() if code_at else block.code
        words = line.split("{")[0].split("[")[0].split()
        if not words:
            self._report(number, "unreadable", line)
            return
        verb, *rest = words[0].lstrip("+").strip("_").lower().split("_")
        if (
            len(words) > 1
            or not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", verb)
            or not all(w in _PARTICLES | _PREPOSITIONS for w in rest)
        ):
            self._report(number, "multiword_verb", line)
            return
        predicate = " ".join([verb, *rest])
        if predicate in block.verbs:
            return
        block.verbs.append(predicate)
        if code != "---":
            self._add(number, code, line, [predicate], _Conditions())

    # --- patterns

    def _pattern(self, number: int, line: str, block: _Block) -> None:
        found = _CODE.findall(line)
        before, star, after = line[1:].partition("*")
        if not found or not star:
            self._report(number, "unreadable", line)
            return
        after = after[: after.rfind("[")] if "[" in after else after
        code = found[-1].strip()
        if code == "---":
            self._report(number, "null_code", line)
            return
        try:
            variants = list(self._conditions(before, after))
        except _CannotExpress as why:
            self._report(number, str(why), line)
            return
        for conditions in variants:
            predicates = block.verbs
            if conditions.particle:  # "CALL_OFF" does not take a second particle
                predicates = [f"{verb} {conditions.particle}" for verb in block.verbs if " " not in verb]
            self._add(number, code, line, predicates, conditions)

    def _conditions(self, before: str, after: str) -> Iterator[_Conditions]:
        if "%" in before + after:
            raise _CannotExpress("compound_marker")
        if "^" in before + after:
            raise _CannotExpress("skip_marker")
        options = [self._before(before), *self._after(after)]
        for chosen in itertools.product(*options):
            merged = _Conditions()
            for part in chosen:
                merged.particle = merged.particle or part.particle
                merged.requires += part.requires
                merged.actor = merged.actor or part.actor
                merged.target = merged.target or part.target
            yield merged

    def _before(self, text: str) -> list[_Conditions]:
        terms = _TERM.findall(text)
        found = _Conditions()
        for term in [t for t in terms if t in "$+"]:
            if term == "$":
                found.actor = ("subj",)
            else:
                found.target = ("subj",)
        nouns = [t for t in terms if t not in ("$", "+")]
        if len(nouns) > 1 or any(t.startswith("(") for t in nouns):
            raise _CannotExpress("two_words" if len(nouns) > 1 else "order")
        for noun in nouns:
            found.requires += self._noun("subj", noun)
        if found.target and not found.actor:
            found.actor = ("obj", "by")
        return [found]

    def _after(self, text: str) -> Iterator[list[_Conditions]]:
        """One list of alternatives for each part of what follows the verb."""
        terms = _TERM.findall(text)
        objects, i = 0, 0
        while i < len(terms):
            term, following = terms[i], terms[i + 1] if i + 1 < len(terms) else ""
            word = term.strip("_").lower()
            i += 1
            if term.startswith("("):
                yield self._phrase(term[1:-1].split("{")[0].split() + re.findall(r"\{[^{}]*\}", term))
            elif term == "+":
                yield [_Conditions(target=("obj", "iobj"))]
            elif term == "$":
                yield [_Conditions(actor=("obj",))]
            elif word in _PARTICLES or (word in _EITHER and not following):
                yield [_Conditions(particle=word)]
            elif word in _PREPOSITIONS:
                alone = not following or following.startswith("(")
                yield self._phrase([term] if alone else [term, following])
                i += not alone
            else:
                objects += 1
                if objects > 1:
                    raise _CannotExpress("two_words")
                yield self._object(term)

    def _object(self, term: str) -> list[_Conditions]:
        word = term.strip("_").lower()
        if not term.startswith(("&", "{")):
            if _may_be(word, "VERB") and word.endswith("ing") and not _may_be(word, "NOUN"):
                return [_Conditions(requires=[("inf", tuple(_verb_forms(word)))])]
            if word not in _SMALL and not _may_be(word, "NOUN"):
                raise _CannotExpress("not_a_noun")
        return [_Conditions(requires=self._noun("obj", term))]

    def _phrase(self, words: list[str]) -> list[_Conditions]:
        """ "(TO &TREATY)", "(WITH)", "(TO +)", "ON {TWO WORDS}"."""
        if not words:
            raise _CannotExpress("unreadable")
        slot, rest = words[0].strip("_").lower(), words[1:]
        if slot not in _PREPOSITIONS:
            if slot in _PARTICLES and len(rest) < 2:
                return [
                    _Conditions(particle=slot, requires=r.requires)
                    for r in (self._object(rest[0]) if rest else [_Conditions()])
                ]
            raise _CannotExpress("order")
        found = _Conditions()
        if not [w for w in rest if w not in ("$", "+")] and "$" not in rest:
            found.target = (slot,)  # "(WITH)" alone: whoever stands there is the target
        if "$" in rest:
            found.actor = (slot,)
        if "+" in rest:
            found.target = (slot,)
        nouns = [w for w in rest if w not in ("$", "+")]
        if len(nouns) > 1:
            raise _CannotExpress("nested" if any(n.lower() in _PREPOSITIONS for n in nouns) else "two_words")
        if not nouns:
            return [found]
        word = nouns[0].strip("_").lower()
        plain = not nouns[0].startswith(("&", "{"))
        options = []
        if slot == "to" and plain and _may_be(word, "VERB"):
            options.append(_Conditions("", [("inf", tuple(_verb_forms(word)))], found.actor, found.target))
        if not plain or _may_be(word, "NOUN") or not options:
            if plain and not _may_be(word, "NOUN"):
                raise _CannotExpress("not_a_noun")
            options.append(_Conditions("", self._noun(slot, nouns[0]), found.actor, found.target))
        return options

    def _noun(self, slot: str, term: str) -> list[tuple[str, tuple[str, ...]]]:
        """The conditions of one noun phrase: its head in the slot, the other words as modifiers."""
        words = term.strip("{}").split() if term.startswith("{") else [term]
        if not words:
            raise _CannotExpress("unreadable")
        if any(w.strip("_").lower() in _SMALL for w in words):
            raise _CannotExpress("small_word")
        if any(w.strip("_").lower() in _PREPOSITIONS or w in ("+", "$") for w in words):
            raise _CannotExpress("nested")
        *modifiers, head = words
        found = [(slot, self._alternatives(head))]
        return found + [("mod", self._alternatives(word)) for word in modifiers]

    def _alternatives(self, word: str) -> tuple[str, ...]:
        if word.startswith("&"):
            if word not in self.sets:
                raise _CannotExpress("unknown_set")
            if not self.sets[word]:
                raise _CannotExpress("empty_set")
            return tuple(dict.fromkeys(self.sets[word]))
        plain = word.strip("_").lower()
        if "_" in plain or "|" in plain or ";" in plain:
            raise _CannotExpress("two_words")
        return tuple(_forms(plain))

    # --- rows

    def _add(self, number: int, code: str, line: str, predicates: Sequence[str], conditions: _Conditions) -> None:
        there, back = (code.partition(":")[i].strip() for i in (0, 2))
        if self.codes and any(c and c not in self.codes for c in (there, back)):
            self._report(number, "unknown_code", line)
            return
        if not there and not back:
            self._report(number, "unreadable", line)
            return
        if there and back and there != back:
            self._report(number, "two_codes", line)  # the way back would need a frame of its own at the same verb
        actor = conditions.actor or (("obj", "iobj") if conditions.target == ("subj",) else ("subj",))
        target = conditions.target or (
            ("subj",) if "subj" not in actor else _AFTER_OBJECT if conditions.has_object() else _ANYWHERE
        )
        requires = ";".join(f"{slot}:{'|'.join(words)}" for slot, words in conditions.requires)
        for predicate in predicates:
            stem = f"petrarch:{number}:{predicate.replace(' ', '_')}"
            copies = sum(1 for key in (stem, f"{stem}:2", f"{stem}:3") if key in self.rows)
            key = f"{stem}:{copies + 1}" if copies else stem
            last = predicate.split()[-1]  # "side with": whoever stands under "with" comes first
            wide = (
                (last, *(s for s in target if s != last)) if last in _PREPOSITIONS and not conditions.target else target
            )
            first, second = (actor, wide) if there else (wide, actor)
            values = (
                key, there or back, predicate, "verb", requires, "|".join(first), "|".join(second),
                "yes" if there and there == back else "no", "",
            )  # fmt: skip
            self.rows[key] = dict(zip(COLUMNS, values))


@cache
def _forms(word: str) -> list[str]:
    """A noun as written and its lemma: our conditions look at both, the dictionary at what is written."""
    lemmas = getAllLemmas(word, upos="NOUN").get("NOUN", ())
    return list(dict.fromkeys([word, *lemmas]))


@cache
def _verb_forms(word: str) -> list[str]:
    return list(dict.fromkeys([*getAllLemmas(word, upos="VERB").get("VERB", ()), word]))


@cache
def _may_be(word: str, upos: str) -> bool:
    """Say whether a word can be a noun or a verb; a word that no list has is taken for a noun."""
    known = getAllLemmas(word)
    return upos in known if known else upos == "NOUN"
