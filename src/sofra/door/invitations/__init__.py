"""How guests are invited and answer: a letter in their language, a short address to type, and a code.

No personal link, no picture, nothing that tells whether a letter was opened. A code is kept as a hash and good once.
"""
