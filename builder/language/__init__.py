"""Text to parsed spaCy Docs: tokens, sentences, tags, lemmas, heads, relations, vectors."""

from builder.language.reader import LanguageReader, load_language

__all__ = ["LanguageReader", "load_language"]
