"""What is published of a dialogue: its page and its report.

The desk is here too, because only the last chapter sees how far a dialogue has come.
A band is never turned into a number: this chapter holds no counts but those the release gate let through.
"""
