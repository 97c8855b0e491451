"""What a sample said is kept for each kind of suggestion, and how many waited when it was drawn."""

from typing import Any

from django.db import migrations, models


def by_kind(apps: Any, _schema: Any) -> None:
    for source in apps.get_model("harvest", "Source").objects.exclude(measured=None).order_by("pk"):
        if "checked" in source.measured:
            kind = source.measured.pop("kind", "change")
            source.measured = {kind: source.measured}
            source.save(update_fields=["measured"])


class Migration(migrations.Migration):
    dependencies = [("harvest", "0002_deciding")]

    operations = [
        migrations.AddField(
            model_name="samplecheck",
            name="of",
            field=models.PositiveIntegerField(
                default=0, help_text="how many waited when it was drawn"
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="measured",
            field=models.JSONField(
                help_text="the last judged sample by kind of suggestion: checked, right, of, from, low, high, on",
                null=True,
            ),
        ),
        migrations.RunPython(by_kind, migrations.RunPython.noop),
    ]
