"""Documents and citations for tests, which tell what they are about; the rest is of no matter."""

from __future__ import annotations

from answer.model import Citation
from corpus.cite import clause_url, full_citation
from corpus.model import Document, Report
from corpus.structure import parse_clauses


def make_document(id_: str, text: str, **known: object) -> Document:
    """A document whose clauses the product's own parser finds, unless ``known`` tells them."""
    clauses, remarks = parse_clauses(text)
    second_line = text.partition("\n")[2].partition("\n")[0]
    base: dict[str, object] = {
        "number": None, "kind": None, "title": second_line, "issuer": None, "province": None,
        "issued_on": None, "effective_on": None, "signer": None, "legal_bases": (),
        "source": f"{id_}.txt", "clauses": clauses, "report": Report((), remarks),
    }  # fmt: skip
    return Document(id=id_, text=text, **{**base, **known})  # type: ignore[arg-type]


def cite(document: Document, address: str, number: int = 1) -> Citation:
    """The whole clause at an address, cited."""
    clause = next(clause for clause in document.clauses if clause.address == address)
    return Citation(
        id=number,
        document_id=document.id,
        document_number=document.number,
        document_title=document.title,
        issuer=document.issuer,
        issued_on=document.issued_on,
        clause=address,
        label=clause.label,
        full_citation=full_citation(document, clause.label),
        quote=document.text[clause.start : clause.end],
        start=clause.start,
        end=clause.end,
        url=clause_url(document.id, address),
    )
