"""The only way between door and floor: three small documents and the folder they lie in.

The brief goes from door to floor, the entry batch and the release come back. Each is versioned and validated,
and each can be carried as a file on a stick where the floor has no network.
"""
