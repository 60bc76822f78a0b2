# Apart from 0003: PostgreSQL changes no table whose rows the same transaction has changed.

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("deliberation", "0003_publication_tries"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="publicationjob",
            name="reason",
        ),
    ]
