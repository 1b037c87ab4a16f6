"""What is said is sealed to the dialogue's own key: the floor can take words in, and cannot read them once they lie.

Any two holders of key cards open them together, into the memory of the running process and nowhere else. Any one of
them can burn the key, and with it the words in the room and in every backup.
"""
