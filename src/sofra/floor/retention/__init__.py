"""Everything here has a last day: votes, words and the key to them go by themselves, without anybody remembering it.

A dialogue keeps one date, the day on which its words are gone. A page shows the room what is kept, until when, and what
is gone; the facilitator can also let everything go at once.
"""
