"""What documents say of each other: amended, replaced, repealed, implemented."""

from corpus.relations.finding import find_relations
from corpus.relations.model import Relation, RelationKind

__all__ = ["Relation", "RelationKind", "find_relations"]
