from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0006_longer_names'),
        ('papers', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='paperapproval',
            name='covers_several',
            field=models.BooleanField(default=False, verbose_name='一张签批单签批几项'),
        ),
        migrations.AddField(
            model_name='paperapproval',
            name='scan_sha256',
            field=models.CharField(default='', editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE papers_paperapproval SET scan_sha256 = documents_storedfile.sha256"
            " FROM documents_storedfile WHERE documents_storedfile.id = papers_paperapproval.scan_id",
            migrations.RunSQL.noop,
        ),
        # What was recorded twice from one sheet before this was asked stays as it is, and says so.
        migrations.RunSQL(
            "UPDATE papers_paperapproval SET covers_several = true WHERE scan_sha256 IN (SELECT scan_sha256"
            " FROM papers_paperapproval WHERE state <> 'withdrawn' GROUP BY scan_sha256 HAVING count(*) > 1)",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name='paperapproval',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('covers_several', False)), fields=('scan_sha256',), name='one_paper_per_sheet', violation_error_message='这份扫描件已用于另一张签批单。'),
        ),
    ]
