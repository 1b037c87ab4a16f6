"""The language worker: one process a side that holds the model of meaning, so that no web process has to.

It answers over a socket in the side's folder, which only the side's own user can open. It keeps on no disk and in no
log what it is asked; vectors of what is compared again and again stay in its memory while they are needed.
"""
