"""Convenors: the few people who prepare dialogues and publish what comes back.

Nobody signs up: the first convenor comes in by a one-time link, and every other one by a colleague's.
Nobody reaches the desk without a second factor.
"""
