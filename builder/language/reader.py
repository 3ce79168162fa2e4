"""The language stage: a blank English spaCy pipeline with our sentence boundaries and our parser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex

from builder.language.sentences import in_paragraphs, load_abbreviations, mark_sentences
from builder.language.syntax import SyntaxModel, annotate
from builder.records import Span as CharSpan


def blank_english() -> English:
    """Return spaCy's blank English pipeline, which also splits "U.S.-led" as the treebanks do."""
    nlp = English()
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Za-z]\.)[-–—](?=[A-Za-z])"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


class LanguageReader:
    """Tokenizes, splits and parses; holds the model.

    Args:
        model: directory of the syntax model.
        abbreviations: CSV file of abbreviations.
    """

    def __init__(self, model: Path, abbreviations: Path) -> None:
        self.nlp = blank_english()
        self.syntax = SyntaxModel(model)
        self._abbreviations = load_abbreviations(abbreviations)

    def tokenize(self, text: str, paragraphs: Sequence[CharSpan] = ()) -> tuple[Doc, list[Span]]:
        """Tokenize a text and find its sentences; nothing is parsed yet.

        Args:
            text: the article's text.
            paragraphs: spans of its blocks; what lies outside them is debris.

        Returns:
            The Doc, whose text is exactly `text`, and the sentences of the text proper in order.

        Example:
            >>> doc, sentences = reader.tokenize("Iran met Russia. It went well.")  # doctest: +SKIP
        """
        doc = self.nlp.make_doc(text)
        if not len(doc):
            return doc, []
        mark_sentences(doc, self._abbreviations, paragraphs)
        sentences = [
            sent for sent in doc.sents
            if sent.text.strip() and in_paragraphs(_first_word(sent), _last_word(sent), paragraphs)
        ]  # fmt: skip
        return doc, sentences

    def parse(self, doc: Doc, sentences: Sequence[Span]) -> list[Span]:
        """Parse some sentences of a tokenized Doc in place.

        Args:
            doc: from `tokenize`.
            sentences: those worth parsing.

        Returns:
            Sentences too long to parse.
        """
        return annotate(doc, list(sentences), self.syntax)

    def __call__(self, text: str) -> Doc:
        """Parse every sentence of a text."""
        doc, sentences = self.tokenize(text)
        self.parse(doc, sentences)
        return doc


def _first_word(sent: Span) -> int:
    return int(next((t.idx for t in sent if not t.is_space), sent.start_char))


def _last_word(sent: Span) -> int:
    return int(next((t.idx + len(t.text) for t in reversed(list(sent)) if not t.is_space), sent.end_char))


def load_language(model: Path, abbreviations: Path) -> Language:
    """Return the language stage as a spaCy pipeline, for Matcher, displaCy and users' components.

    Args:
        model: directory of the syntax model.
        abbreviations: CSV file of abbreviations.

    Returns:
        A spaCy Language with the components dyads_sentences and dyads_syntax.

    Example:
        >>> nlp = load_language(resource("model"), resource("seeds") / "lexicon/abbreviations.csv")  # doctest: +SKIP
        >>> [t.dep_ for t in nlp("Iran fired missiles.")]  # doctest: +SKIP
        ['nsubj', 'root', 'obj', 'punct']
    """
    nlp = blank_english()
    nlp.add_pipe("dyads_sentences", config={"abbreviations": str(abbreviations)})
    nlp.add_pipe("dyads_syntax", config={"model": str(model)})
    return nlp


class _Sentences:
    def __init__(self, abbreviations: str) -> None:
        self._abbreviations = load_abbreviations(Path(abbreviations))

    def __call__(self, doc: Doc) -> Doc:
        return mark_sentences(doc, self._abbreviations)


class _Syntax:
    def __init__(self, model: str) -> None:
        self._model = SyntaxModel(Path(model))

    def __call__(self, doc: Doc) -> Doc:
        annotate(doc, [s for s in doc.sents if s.text.strip()], self._model)
        return doc


@Language.factory("dyads_sentences", default_config={"abbreviations": ""})  # type: ignore[untyped-decorator]
def _make_sentences(nlp: Language, name: str, abbreviations: str) -> _Sentences:
    return _Sentences(abbreviations)


@Language.factory("dyads_syntax", default_config={"model": ""})  # type: ignore[untyped-decorator]
def _make_syntax(nlp: Language, name: str, model: str) -> _Syntax:
    return _Syntax(model)
