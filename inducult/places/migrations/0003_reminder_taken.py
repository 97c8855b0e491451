"""Which reminders a worker has begun to send; words for their kinds and answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0002_kept")]

    operations = [
        migrations.AddField(
            "reminder",
            "taken_at",
            models.DateTimeField(help_text="when a worker began to send it", null=True),
        ),
        migrations.AlterField(
            "reminder",
            "answer",
            models.CharField(
                blank=True,
                choices=[("still_right", "still right"), ("changed", "changed")],
                max_length=11,
            ),
        ),
        migrations.AlterField(
            "reminder",
            "season",
            models.CharField(
                choices=[("yearly", "once a year"), ("seasonal", "for a season")], max_length=8
            ),
        ),
    ]
