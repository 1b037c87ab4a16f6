"""Who sits where, round after round.

Everybody meets as many new people as possible, at tables that share a language and mix countries and sectors.
Two people who must never meet never do: every plan passes `check`, whatever it came from, before anybody sees it.
"""
