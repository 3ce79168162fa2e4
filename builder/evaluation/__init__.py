"""Scores against gold files: the parser, and the events of an article."""

from builder.evaluation.events import EventScore, score_events
from builder.evaluation.parse import ParseScore, score_parser

__all__ = ["EventScore", "ParseScore", "score_events", "score_parser"]
