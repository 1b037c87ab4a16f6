"""A brief becomes a room: entry cards and staff passes are made, and the phases open and close.

Whoever brings a card becomes a voice: a random key and nothing else. Whoever brings a staff pass becomes a facilitator
or a moderator of this one room, also without a name.
"""
