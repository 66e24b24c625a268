"""Documents made searchable: passages, embeddings, BM25, a snapshot on disk, and the search.

Nothing is imported here: who reads a snapshot need not load what builds one.
"""
