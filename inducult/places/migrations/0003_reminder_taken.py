"""Which reminders a worker has begun to send."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0002_kept")]

    operations = [
        migrations.AddField(
            "reminder",
            "taken_at",
            models.DateTimeField(help_text="when a worker began to send it", null=True),
        ),
    ]
