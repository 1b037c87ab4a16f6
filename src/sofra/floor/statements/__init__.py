"""A participant says something in their own words, and nobody alters them.

The words arrive in an inbox sealed, and without their voice. Only a counter on the voice knows how many are left.
Whoever asked for a code can take them back with it.
"""
