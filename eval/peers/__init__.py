"""The ordinary ways beside ours: the same questions, documents and encoder, in one process.

What is compared is what a reader, or a language model, would get to see: the first ``CHARACTERS``
of what a way brings. A question is served when they support a span that a right answer rests on.
"""

from eval.peers.comparing import CHARACTERS, compared, is_served
from eval.peers.langchain_faiss import LangChainPeer
from eval.peers.nom_rag import NomPeer
from eval.peers.peer import Found, Peer

__all__ = ["CHARACTERS", "Found", "LangChainPeer", "NomPeer", "Peer", "compared", "is_served"]
