"""What a moderator worded in the room's first language alone is translated into the others.

A translator's pass opens a queue of what lacks a language, beside it what was translated before and the words of the
glossary. A translation is a draft, checked by whoever wrote it, or approved by another pass; who that was is forgotten.
"""
