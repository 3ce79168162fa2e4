"""Reading Universal Dependencies treebanks (CoNLL-U) into training examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.language.lemmas import lemma_script


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence of a treebank; `heads` count tokens from 1, 0 is the root."""

    words: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]


def read_trees(path: Path) -> Iterator[Tree]:
    """Yield the trees of a CoNLL-U file.

    Args:
        path: the file. Multiword-token lines ("3-4") and empty nodes ("5.1") are left out:
            syntactic words are what the blank spaCy tokenizer produces too ("do", "n't").

    Example:
        >>> next(read_trees(Path("en_ewt-ud-dev.conllu"))).words[:3]  # doctest: +SKIP
        ('From', 'the', 'AP')
    """
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            continue
        if line:
            fields = line.split("\t")
            if fields[0].isdigit():
                rows.append(fields)
        elif rows:
            yield Tree(
                words=tuple(r[1] for r in rows),
                upos=tuple(r[3] for r in rows),
                xpos=tuple(r[4] for r in rows),
                lemmas=tuple(r[2] for r in rows),
                heads=tuple(int(r[6]) for r in rows),
                deprels=tuple(r[7] for r in rows),
            )
            rows = []


def label_sets(trees: list[Tree], min_count: int = 3) -> dict[str, list[str]]:
    """Collect the label inventories of the four classifiers, rare ones dropped.

    Args:
        trees: the training trees.
        min_count: labels seen less often are not learned.

    Returns:
        Sorted labels under the names upos, xpos, deprel and lemma (edit scripts).
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "xpos", "deprel", "lemma")}
    for tree in trees:
        counts["upos"].update(tree.upos)
        counts["xpos"].update(tree.xpos)
        counts["deprel"].update(tree.deprels)
        counts["lemma"].update(lemma_script(w, m) for w, m in zip(tree.words, tree.lemmas, strict=True))
    return {name: sorted(v for v, n in c.items() if n >= min_count) for name, c in counts.items()}
