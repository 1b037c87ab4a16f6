"""Who is invited to a dialogue: the guest list, its mix, and who is there on the day.

It holds the least that is needed, and never a code, a statement or a vote. Thirty days after the dialogue it is gone.
"""
