"""Questions that name a clause, or a document, and ask for nothing that must be looked for in it:
what the clause says, what the document is about or consists of."""

from __future__ import annotations

from collections.abc import Sequence

from answer.find.confidence import Confidence, Direct
from answer.find.library import Library
from answer.find.scope import Scope
from answer.find.units import Units
from answer.model import Answer
from answer.say.about import about, asks_to_whom, asks_what_about, to_whom
from answer.say.composing import direct_answer
from answer.say.contents import asks_for_contents, contents, headed_as_asked
from answer.say.picking import LONG, Pick
from answer.say.refusing import Refuser
from answer.understand.cues import load_cues
from answer.understand.references import Reference
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.cite import document_name
from corpus.model import Clause

# Of so many documents that one number names each is answered from, more are offered as a choice.
IN_TURN = 3

# Of the lead of a clause so many characters tell what it is about.
_LEAD = 300


class OfNamed:
    """Answers questions about what they name. Thread-safe."""

    def __init__(self, library: Library, refuser: Refuser, confidence: Confidence) -> None:
        self._library = library
        self._refuser = refuser
        self._confidence = confidence

    def answer(self, question: Understanding, scope: Scope) -> Answer | None:
        """The answer, None where something must be looked for."""
        if not scope.named:
            return None
        return (
            self._about(question, scope)
            or self._contents(question, scope)
            or self._clauses(question, scope)
        )

    def _about(self, question: Understanding, scope: Scope) -> Answer | None:
        """What a document is about, or whom it applies to: the article on that."""
        if scope.only is None:
            return None
        home = self._library.units(scope.only)
        if asks_to_whom(question, home):
            picks = to_whom(home)
        else:
            picks = about(home) if asks_what_about(question, home) else []
        return direct_answer(question, [("", picks)], self._confidence.of_direct(Direct.ABOUT))

    def _contents(self, question: Understanding, scope: Scope) -> Answer | None:
        """What a document consists of, or a long clause whose heading the question says."""
        if scope.only is None:
            return None
        home = self._library.units(scope.only)
        if asks_for_contents(question, home):
            picks = contents(home)
        else:
            clause = headed_as_asked(question, home)
            picks = contents(home, clause) if clause else []
        return direct_answer(question, [("", picks)], self._confidence.of_direct(Direct.CLAUSE))

    def _clauses(self, question: Understanding, scope: Scope) -> Answer | None:
        """The clauses that a question names by number, in each of the documents it may mean."""
        homes = self._homes(scope) if question.references else []
        found = [(home, _clauses_of(home, question.references)) for home in homes]
        having = [(home, clauses) for home, clauses in found if clauses]
        if not homes:
            return None
        if not having:
            lacking = next(r for r in question.references if not _says_something(homes[0], r))
            documents = [home.document for home in homes]
            return self._refuser.no_clause(question, documents, lacking.shown)
        if any(_asks_more(question, home, clauses) for home, clauses in having):
            return None
        if len(having) > IN_TURN:
            return self._refuser.clarify(question, [home.document for home, _ in having])
        shown = [
            (
                document_name(home.document) if len(homes) > 1 else "",
                [piece for clause in clauses for piece in _shown(home, clause)],
            )
            for home, clauses in having
        ]
        return direct_answer(question, shown, self._confidence.of_direct(Direct.CLAUSE))

    def _homes(self, scope: Scope) -> list[Units]:
        """The documents whose clauses may be meant: all that the one number names, else the text
        and not its annexes; none where several are named."""
        ids = [document_id for side in scope.sides for document_id in side.document_ids]
        if not scope.each:
            numbers = {self._library.documents[document_id].number for document_id in ids}
            if len(ids) > 1 and (len(numbers) > 1 or None in numbers):
                return []
            ids = ids[:1]
        return [self._library.units(document_id) for document_id in ids]


def _says_something(home: Units, reference: Reference) -> bool:
    return any(map(home.says_something, reference.resolve(home.outline)))


def _clauses_of(home: Units, references: Sequence[Reference]) -> list[Clause]:
    """The clauses that are named, none where a document lacks one of them."""
    if not all(_says_something(home, reference) for reference in references):
        return []
    return [clause for reference in references for clause in reference.resolve(home.outline)]


def _asks_more(question: Understanding, home: Units, clauses: Sequence[Clause]) -> bool:
    """True when a question is about something inside the clauses that it names."""
    heading = keys(" ".join(home.outline.lead(clause)[:_LEAD] for clause in clauses))
    known = load_cues().words["content"].union(heading)
    return any(term.key not in known for term in question.terms)


def _shown(home: Units, clause: Clause) -> list[Pick]:
    if clause.end - clause.start <= LONG:
        return [Pick(home, clause.start, clause.end)]
    lead = Pick(home, clause.start, home.outline.lead_end(clause))
    return contents(home, clause) or [lead]
