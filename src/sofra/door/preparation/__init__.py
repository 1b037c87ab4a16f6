"""Preparing a dialogue: its questions, its languages, the rule of its room, and the brief that opens it on the floor.

What comes back first are the codes of the entry cards. They are printed and forgotten in one step, and never kept here.
"""
