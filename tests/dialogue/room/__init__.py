"""The session in the room."""
