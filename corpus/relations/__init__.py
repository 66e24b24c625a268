"""What documents say of each other: amended, replaced, repealed, implemented; what is in force."""

from corpus.relations.finding import find_relations
from corpus.relations.standing import Standing, Standings, State, relations_over, state_of
from corpus.relations.validity import read_valid_until

__all__ = [
    "Standing",
    "Standings",
    "State",
    "find_relations",
    "read_valid_until",
    "relations_over",
    "state_of",
]
