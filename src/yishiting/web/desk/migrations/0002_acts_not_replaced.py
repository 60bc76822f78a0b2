# The refusal once more, for data folders that had it before it knew SQLite's REPLACE.

from django.db import migrations

from yishiting.web.database.append_only import refusing


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_acts"),
    ]

    operations = [
        refusing("desk_act"),
    ]
