"""How well documents are read: text, structure and metadata against truths read by people."""
