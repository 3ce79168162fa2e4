"""Small repairs of trees that break what Universal Dependencies allow in English.

The parser scores each arc and label by itself, so it now and then gives a noun behind a preposition
the label of a bare one ("restrictions on students", students as obj). Such a tree cannot be right, and the
mend is known; it costs nothing and keeps the rules of later stages free of it.
"""

from __future__ import annotations

import numpy as np

_BARE = {"nsubj": "obl", "obj": "obl", "iobj": "obl", "nsubj:pass": "obl"}


# Verbs that do take a bare noun as complement: "became president", "called it murder".
_PREDICATIVE = frozenset(
    "be become remain seem appear look feel sound stay turn prove make call name elect appoint declare consider deem "
    "label dub brand term crown nominate vote keep render find get go fall act serve work".split()
)


def mend(
    words: list[str], tags: list[str], lemmas: list[str], heads: np.ndarray, deprels: list[str]
) -> tuple[np.ndarray, list[str]]:
    """Repair a tree.

    1. A preposition that the tree makes a second mark of an infinitive belongs to the noun behind it
       ("called on Iran to cooperate").
    2. A noun with a preposition of its own is no subject or object: it is oblique, an agent after "by" in a passive.

    3. A noun is no open clause: behind a preposition it is oblique, else the object, unless its verb is one of
       becoming or calling ("sought independence", "became president").
    4. A finite verb is not coordinated with a noun but with the verb above it ("supplied Iran with weapons and
       bought oil").
    5. An infinitive with "to" heads no sentence that has a finite verb between its subject and itself: that verb does
       ('The ministry called on both "to show restraint"').
    6. A name behind a comma that no second comma closes before a finite verb is that verb's subject, and no apposition
       of the phrase before ("When he was ousted by a junta, Chirac protested").

    Args:
        words: of the sentence.
        tags: Penn tags.
        lemmas: of the words.
        heads: from 1, 0 is the root.
        deprels: relations.

    Returns:
        (heads, deprels), copies where something changed.

    Example:
        >>> mend(["Iran", "relies", "on", "oil"], ["NNP", "VBZ", "IN", "NN"],
        ...      ["Iran", "rely", "on", "oil"], np.array([2, 0, 4, 2]), ["nsubj", "root", "case", "obj"])[1]
        ['nsubj', 'root', 'case', 'obl']
    """
    heads, deprels = heads.copy(), list(deprels)
    _join_verbs(tags, heads, deprels)
    _raise_finite_verb(words, tags, heads, deprels)
    _free_subjects(words, tags, heads, deprels)
    for i, deprel in enumerate(deprels):
        if deprel == "mark" and tags[i] == "IN":
            noun = _noun_behind(i, words, heads, deprels)
            if noun >= 0:
                heads[i], deprels[i] = noun + 1, "case"
    for i, deprel in enumerate(deprels):
        if deprel == "xcomp" and tags[i].startswith("NN") and heads[i] > 0:
            own = [j for j in range(len(words)) if heads[j] == i + 1]
            verb = int(heads[i]) - 1
            if any(deprels[j] in ("cop", "mark", "aux", "nsubj") for j in own) or not tags[verb].startswith("VB"):
                continue
            if any(deprels[j] == "case" and tags[j] == "IN" and words[j].lower() != "as" for j in own):
                deprels[i] = "obl"
            elif lemmas[verb] not in _PREDICATIVE and not any(deprels[j] == "case" for j in own):
                deprels[i] = "obj"
    for i, deprel in enumerate(deprels):
        if deprel == "case" and tags[i] == "IN" and heads[i] > 0:
            noun = int(heads[i]) - 1
            if i < noun and deprels[noun] in _BARE and tags[noun].startswith(("NN", "PRP", "CD")):
                passive = any(d == "aux:pass" and heads[j] == heads[noun] for j, d in enumerate(deprels))
                deprels[noun] = "obl:agent" if passive and words[i].lower() == "by" else "obl"
    return heads, deprels


def nouns_in_ing(words: list[str], fine: list[str], heads: np.ndarray, deprels: list[str]) -> list[int]:
    """Find the words in -ing that the tagger takes for verbs though they are nouns: "the killing of", "their shelling of".

    They have a determiner or a possessor, a phrase with "of" or "by", and nothing that only a verb has.

    Args:
        words: of the sentence.
        fine: Penn tags.
        heads: from 1, 0 is the root.
        deprels: relations.

    Returns:
        Their places, counted from 0.

    Example:
        >>> nouns_in_ing(["The", "killing", "of", "monks"], ["DT", "VBG", "IN", "NNS"],
        ...              np.array([2, 0, 4, 2]), ["det", "root", "case", "nmod"])
        [1]
    """
    found = []
    for i, tag in enumerate(fine):
        if tag != "VBG":
            continue
        own = [j for j in range(len(words)) if heads[j] == i + 1]
        relations = {deprels[j] for j in own}
        phrases = {words[k].lower() for j in own if deprels[j][:4] in ("nmod", "obl") for k in range(len(words)) if heads[k] == j + 1 and deprels[k] == "case"}
        if relations & {"det", "nmod:poss"} and phrases & {"of", "by"} and not relations & {"obj", "iobj", "aux", "aux:pass", "nsubj", "mark", "cop", "ccomp", "xcomp", "advmod"}:
            found.append(i)
    return found


def _noun_behind(i: int, words: list[str], heads: np.ndarray, deprels: list[str]) -> int:
    """The object between a preposition and the "to" of the infinitive that both are marks of, or -1."""
    verb = int(heads[i]) - 1
    if verb < 0 or deprels[verb] not in ("xcomp", "advcl", "ccomp"):
        return -1
    to = next((j for j, d in enumerate(deprels) if d == "mark" and heads[j] == verb + 1 and words[j].lower() == "to" and j > i), -1)
    between = (j for j in range(i + 1, to) if heads[j] == heads[verb] and deprels[j] in ("obj", "iobj", "obl"))
    return next(between, -1)


# Which verb forms can be coordinated: "has supplied and bought", "supplies and buys".
_ALIKE = {"VBD": {"VBD", "VBN"}, "VBN": {"VBN", "VBD"}, "VBZ": {"VBZ"}, "VBP": {"VBP"}, "VB": {"VB"}}


def _join_verbs(tags: list[str], heads: np.ndarray, deprels: list[str]) -> None:
    """Hang a verb that is coordinated with a noun on the verb above that noun, in place."""
    for i, deprel in enumerate(deprels):
        noun = int(heads[i]) - 1
        if deprel != "conj" or tags[i] not in _ALIKE or not tags[noun].startswith("NN") or noun > i:
            continue
        own = {deprels[j] for j in range(len(tags)) if heads[j] == i + 1}
        if "cc" not in own or not own & {"obj", "obl", "xcomp", "ccomp"} or own & {"nsubj", "nsubj:pass", "aux:pass", "mark"}:
            continue
        above = int(heads[noun]) - 1
        while above >= 0 and tags[above].startswith("NN"):
            above = int(heads[above]) - 1
        if above >= 0 and above < noun and tags[above] in _ALIKE[tags[i]]:
            heads[i] = above + 1


def _raise_finite_verb(words: list[str], tags: list[str], heads: np.ndarray, deprels: list[str]) -> None:
    """Make a finite verb that hangs on the subject of an infinitive the root of both, in place."""
    root = deprels.index("root") if "root" in deprels else -1
    own = [j for j in range(len(tags)) if heads[j] == root + 1]
    if root < 0 or tags[root] != "VB" or not any(deprels[j] == "mark" and words[j].lower() == "to" for j in own):
        return
    subject = next((j for j in own if deprels[j].startswith("nsubj") and j < root), -1)
    verb = next((j for j in range(subject + 1, root) if heads[j] == subject + 1 and deprels[j] == "acl" and tags[j] in ("VBD", "VBZ", "VBP")), -1)
    if subject < 0 or verb < 0:
        return
    heads[verb], deprels[verb] = 0, "root"
    heads[subject], deprels[subject] = verb + 1, "nsubj"
    heads[root], deprels[root] = verb + 1, "advcl"
    for j in own:
        if deprels[j] == "punct" and j == len(tags) - 1:
            heads[j] = verb + 1


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _free_subjects(words: list[str], tags: list[str], heads: np.ndarray, deprels: list[str]) -> None:
    """Make subjects of names that the tree takes for appositions of an oblique phrase before a comma, in place."""
    for i, deprel in enumerate(deprels):
        above = int(heads[i]) - 1
        if deprel != "appos" or tags[i] != "NNP" or not 0 <= above < i or not deprels[above].startswith("obl"):
            continue
        own = [j for j, d in enumerate(deprels) if heads[j] == i + 1 and d != "punct"]
        first, last = min([i, *own]), max([i, *own])
        verb = next((j for j in range(last + 1, min(last + 5, len(words))) if tags[j] in _FINITE), -1)
        if words[first - 1] != "," or verb < 0 or any(w in (",", "-", "–", ")") for w in words[last + 1 : verb]):
            continue
        verb = verb if tags[verb] != "MD" else int(heads[verb]) - 1
        subjects = [j for j, d in enumerate(deprels) if heads[j] == verb + 1 and d in ("nsubj", "nsubj:pass") and tags[j] != "DT"]
        if verb > last and heads[verb] != i + 1 and not subjects:
            heads[i], deprels[i] = verb + 1, "nsubj"
