"""What an update means, and what is said to it."""
