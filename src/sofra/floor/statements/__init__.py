"""A participant says something in their own words, and nobody alters them.

The words arrive in an inbox without their voice. Only a counter on the voice knows how many statements are left.
"""
