"""Agree, disagree, or not for me to say: one vote of a voice on a wording, and the last one counts.

Each voice meets the wordings in an order of its own, which nobody has to remember because it follows from the keys.
"""
