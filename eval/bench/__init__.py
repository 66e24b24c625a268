"""Public benchmarks: how well the product's own search finds, and how well it refuses."""
