"""What may leave the room: bands of ten and more answers, never a count."""
