"""What has happened in the dialogue, in the past tense; parts above may listen."""

from django.dispatch import Signal

# Words were taken back, or fewer people may read them than before, and it is committed.
# Sends `kind` ("story", "card", "commitment", "concern", "picture") and `key`.
words_withdrawn = Signal()

# Themes, propositions or the digest of a session changed for the public, and it is committed.
# Sends `key` of the session.
digest_changed = Signal()
