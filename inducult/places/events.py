"""What has happened to places, in the past tense; parts above may listen."""

from django.dispatch import Signal

# What the public may see has changed and is committed. Sends `identifiers`, a tuple.
publications_changed = Signal()

picture_added = Signal()  # arguments: key; sent inside the transaction that keeps the row
