"""After the close, what passed the gate leaves the room: bands and reviewed wordings, once.

Counts stop here. This chapter alone may write the message that crosses the hatch.
"""
