"""Every statement is read by a person before anybody else sees it.

A moderator puts a reviewed wording beside the original, in every language of the room, holds the statement back,
returns it to the room or destroys it; what may point at a person is read by a second one. Wordings come to the table
in shuffled batches, so that nobody can tell from the moment whose words they were.
"""
