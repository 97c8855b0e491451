"""What has happened to editions, in the past tense; parts above may listen."""

from django.dispatch import Signal

# An edition of the register is in use. Sends `number`. Whoever listens runs in the process that
# made it (the worker, or the command), so long work holds up nobody who waits for a page.
edition_published = Signal()
