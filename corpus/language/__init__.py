"""What is likely in Vietnamese: the shape of its syllables, and how often they stand together.

It mends what people type (``answer.spelling``) and what a machine reads (``corpus.formats``).
"""
