"""Analysis: SQL over a dataset, answers as text or files, and the numbers of a build."""

from builder.analysis.output import FORMATS, TEXT_FORMATS, to_text, write_answer
from builder.analysis.query import NamedQuery, named_queries, open_dataset, run_query
from builder.analysis.summary import Summary, summarise

__all__ = [
    "FORMATS",
    "TEXT_FORMATS",
    "NamedQuery",
    "Summary",
    "named_queries",
    "open_dataset",
    "run_query",
    "summarise",
    "to_text",
    "write_answer",
]
