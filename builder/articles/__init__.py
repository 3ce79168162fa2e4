"""Stage one: files in, articles out, and which of them are the same report."""

from builder.articles.duplicates import cluster_articles
from builder.articles.inputs import FORMATS, list_inputs
from builder.articles.read import article_from_text, read_articles

__all__ = ["FORMATS", "article_from_text", "cluster_articles", "list_inputs", "read_articles"]
