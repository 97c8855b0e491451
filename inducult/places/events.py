"""What has happened to places, in the past tense; parts above may listen."""

from django.dispatch import Signal

# What the public may see has changed and is committed. Sends `identifiers`, a tuple.
publications_changed = Signal()

picture_added = Signal()  # arguments: key; sent inside the transaction that keeps the row

# What was published of a place must be shown nowhere any more. Sends `identifier`, inside the
# transaction that keeps the row, so that work put into the queue is kept with it or not at all.
place_withdrawn = Signal()
