"""What the public may see of a place."""

from __future__ import annotations

from django.db import models

from inducult.places.models.place import Place


class Publication(models.Model):
    """The published record of a place, as it was when somebody published it.

    Editing the place leaves this untouched until the next publication, and editions are built
    from these records alone: what is not published cannot reach them.
    """

    place = models.OneToOneField(Place, models.CASCADE, related_name="publication")
    record = models.TextField(help_text="JSON, see places/records.py")
    published_at = models.DateTimeField(db_index=True)
    published_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.place} {self.published_at:%Y-%m-%d}"
