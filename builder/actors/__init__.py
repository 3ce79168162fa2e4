"""Who is who, on the day: the actor knowledge and its resolution."""

from builder.actors.knowledge import Knowledge, load_knowledge
from builder.actors.matching import NameMatch, has_actor_words, match_names
from builder.actors.resolve import find_actors

__all__ = ["Knowledge", "NameMatch", "find_actors", "has_actor_words", "load_knowledge", "match_names"]
