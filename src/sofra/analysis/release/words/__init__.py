r"""The tables of the grammar in `amounts`: one pattern a line, whole words, blanks for any white space.

Written from the grammar of each language and the vocabulary of reports of dialogues; `\w*` stands for endings.

AMOUNTS
    The words of each amount.
NO_AMOUNT
    Phrases in which such a word says no amount: "at most", "some years ago".
AGREEING, DISAGREEING
    Verbs and nouns of agreement and disagreement.
NOT_COUNTED
    How a sentence says that nobody counted.
"""
