"""The programme as the public knows it: its editions, its dialogues, and the words its topics are named with.

A programme is loaded from a YAML file, whole or not at all, and convenors add editions and dialogues at the desk.
Dates, numbers and places are kept exactly as precisely as a source printed them.
"""
