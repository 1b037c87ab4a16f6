"""The door knows who people are, prepares dialogues and publishes what they release.

It never holds a statement's author, a vote, an entry code or a participant.
"""
