# The votes table is written by hand: its key is made of two others, which makemigrations tears apart. Its key columns
# come first, since SQLite's own check (3.40) takes other columns of a table without row numbers for empty otherwise.

import django.db.models.deletion
import sofra.floor.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Card',
            fields=[
                ('nullifier', models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Dialogue',
            fields=[
                ('slug', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('fictional', models.BooleanField()),
                ('title', models.JSONField()),
                ('languages', models.JSONField()),
                ('rule', models.JSONField()),
                ('seats', models.PositiveSmallIntegerField()),
                ('breakdown', models.JSONField(null=True)),
                ('opinion_groups', models.JSONField(null=True)),
                ('phase', models.CharField(choices=[('waiting', 'Waiting'), ('write', 'Write'), ('vote', 'Vote'), ('closed', 'Closed')], default='waiting', max_length=10)),
                ('card_key', models.BinaryField(max_length=32, null=True)),
                ('pass_key', models.BinaryField(max_length=32)),
                ('blind_key', models.BinaryField(max_length=800, null=True)),
                ('code_letters', models.PositiveSmallIntegerField(default=8)),
                ('issued', models.PositiveSmallIntegerField(null=True)),
                ('present', models.PositiveSmallIntegerField(null=True)),
                ('sectors', models.JSONField(default=list)),
                ('words_until', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('take_back', models.CharField(max_length=64, unique=True)),
                ('may_quote', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('held', 'Held'), ('worded', 'Worded')], default='waiting', max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('texts', models.JSONField()),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='StaffPass',
            fields=[
                ('nullifier', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=32, unique=True)),
                ('role', models.CharField(choices=[('facilitator', 'Facilitator'), ('moderator', 'Moderator'), ('rapporteur', 'Rapporteur'), ('translator', 'Translator')], max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('agreed', models.BooleanField(default=False)),
                ('statements_left', models.PositiveSmallIntegerField()),
                ('group', models.PositiveSmallIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('texts', models.JSONField()),
                ('names_somebody', models.BooleanField(default=False)),
                ('readers', models.PositiveSmallIntegerField()),
                ('on_table', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('readers__gte', 1)), name='wording_was_read'),
                    models.CheckConstraint(condition=models.Q(('names_somebody', False), ('readers__gte', 2), _connector='OR'), name='wording_with_name_read_twice'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Released',
            fields=[
                ('dialogue', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='released', serialize=False, to='floor.dialogue')),
                ('document', models.JSONField()),
                ('take_back', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='ReleasePlan',
            fields=[
                ('dialogue', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='release_plan', serialize=False, to='floor.dialogue')),
                ('people', models.JSONField()),
                ('colluders', models.PositiveSmallIntegerField(default=2)),
                ('outcome', models.CharField(blank=True, choices=[('found', 'Found'), ('too_few', 'Too Few'), ('none', 'None')], max_length=8)),
                ('mapped', models.JSONField(default=list)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('colluders__in', (2, 3))), name='release_plan_colluders_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'found', 'too_few', 'none'])), name='release_plan_outcome_known')],
            },
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('place', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('entry', models.JSONField()),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.CheckConstraint(condition=models.Q(('phase__in', ['waiting', 'write', 'vote', 'closed'])), name='dialogue_phase_known'),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.CheckConstraint(condition=models.Q(('code_letters__in', (8, 16))), name='dialogue_code_letters_known'),
        ),
        migrations.AddField(
            model_name='card',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cards', to='floor.dialogue'),
        ),
        migrations.AddField(
            model_name='statement',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='floor.dialogue'),
        ),
        migrations.AddField(
            model_name='statement',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='floor.question'),
        ),
        migrations.AddField(
            model_name='question',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='floor.dialogue'),
        ),
        migrations.AddField(
            model_name='staffpass',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_passes', to='floor.dialogue'),
        ),
        migrations.AddField(
            model_name='voice',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='floor.dialogue'),
        ),
        migrations.AddField(
            model_name='card',
            name='voice',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='card', to='floor.voice'),
        ),
        migrations.AddField(
            model_name='wording',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='floor.dialogue'),
        ),
        migrations.AddField(
            model_name='wording',
            name='question',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='floor.question'),
        ),
        migrations.AddField(
            model_name='wording',
            name='statement',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='wording', to='floor.statement'),
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('pk', models.CompositePrimaryKey('voice_id', 'wording_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='floor.voice')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='floor.wording')),
                ('answer', models.CharField(choices=[('agree', 'Agree'), ('disagree', 'Disagree'), ('pass', 'Pass')], max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('dialogue', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='seal', serialize=False, to='floor.dialogue')),
                ('public_key', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='hold', serialize=False, to='floor.statement')),
                ('reason', models.CharField(choices=[('names_a_person', 'Names A Person'), ('not_the_question', 'Not The Question'), ('said_already', 'Said Already'), ('harms', 'Harms'), ('unclear', 'Unclear')], max_length=20)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['names_a_person', 'not_the_question', 'said_already', 'harms', 'unclear'])), name='hold_reason_known')],
            },
        ),
        migrations.CreateModel(
            name='Taken',
            fields=[
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='taken', serialize=False, to='floor.statement')),
                ('staff_pass', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='taken', to='floor.staffpass', to_field='key')),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=4)),
                ('sealed', models.BinaryField()),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='floor.statement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('statement', 'language'), name='draft_once_a_language')],
            },
        ),
        migrations.CreateModel(
            name='FirstReading',
            fields=[
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='first_reading', serialize=False, to='floor.statement')),
                ('staff_pass', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='first_readings', to='floor.staffpass', to_field='key')),
            ],
        ),
        migrations.CreateModel(
            name='Returned',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('names_a_person', 'Names A Person'), ('not_the_question', 'Not The Question'), ('said_already', 'Said Already'), ('harms', 'Harms'), ('unclear', 'Unclear')], max_length=20)),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returned', to='floor.dialogue')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='floor.question')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['names_a_person', 'not_the_question', 'said_already', 'harms', 'unclear'])), name='returned_reason_known')],
            },
        ),
        migrations.CreateModel(
            name='LoggedAct',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('act', models.CharField(choices=[('accepted', 'Accepted'), ('reworded', 'Reworded'), ('read_twice', 'Read Twice'), ('held', 'Held'), ('taken_up', 'Taken Up'), ('returned', 'Returned'), ('destroyed', 'Destroyed'), ('withdrawn', 'Withdrawn'), ('unread', 'Unread')], max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('names_a_person', 'Names A Person'), ('not_the_question', 'Not The Question'), ('said_already', 'Said Already'), ('harms', 'Harms'), ('unclear', 'Unclear')], max_length=20)),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='floor.dialogue')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('act__in', ['accepted', 'reworded', 'read_twice', 'held', 'taken_up', 'returned', 'destroyed', 'withdrawn', 'unread'])), name='logged_act_known'),
                    models.CheckConstraint(condition=models.Q(('reason__in', ['', *['names_a_person', 'not_the_question', 'said_already', 'harms', 'unclear']])), name='logged_reason_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('kind', models.CharField(max_length=12)),
                ('topics', models.JSONField(default=list)),
                ('said_by', models.CharField(default='participants', max_length=16)),
                ('checked', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('noted', 'Noted'), ('confirmed', 'Confirmed'), ('struck', 'Struck')], default='noted', max_length=10)),
                ('counted', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims', to='floor.wording')),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='floor.dialogue')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['trend', 'challenge', 'cause', 'impact', 'response', 'opportunity', 'need', 'offer', 'entry_point', 'proposal', 'next_step', 'sentiment', 'context', 'disagreement'])), name='claim_kind_known'),
                    models.CheckConstraint(condition=models.Q(('said_by__in', ['participants', 'civil_society', 'media', 'academia', 'government', 'donor'])), name='claim_said_by_known'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['noted', 'confirmed', 'struck'])), name='claim_state_known'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='claim_says_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EarlierText',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier', to='floor.claim')),
            ],
            options={
                'ordering': ['version'],
                'constraints': [models.UniqueConstraint(fields=('claim', 'version'), name='earlier_text_once_a_version')],
            },
        ),
        migrations.CreateModel(
            name='TrendCard',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='trend', serialize=False, to='floor.claim')),
                ('direction', models.CharField(max_length=10)),
                ('place', models.CharField(blank=True, max_length=12)),
                ('known', models.JSONField(default=list)),
                ('hit', models.CharField(blank=True, max_length=400)),
                ('responds', models.CharField(blank=True, max_length=400)),
                ('works', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('direction__in', ['growing', 'same', 'shrinking', 'unclear'])), name='trend_direction_known'),
                    models.CheckConstraint(condition=models.Q(('place__in', ['', 'country', 'capital', 'towns', 'countryside', 'borders', 'abroad'])), name='trend_place_known'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'held', 'worded'])), name='statement_state_known'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('dialogue', 'place'), name='question_once_a_place'),
        ),
        migrations.AddConstraint(
            model_name='staffpass',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['facilitator', 'moderator', 'rapporteur', 'translator'])), name='staff_pass_role_known'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['agree', 'disagree', 'pass'])), name='vote_answer_known'),
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('key', sofra.floor.keys.RandomKeyField(default=sofra.floor.keys.random_key, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=4)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('checked', 'Checked'), ('approved', 'Approved')], max_length=8)),
                ('source', models.TextField()),
                ('staff_pass', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='translations', to='floor.staffpass', to_field='key')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='floor.wording')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('wording', 'language'), name='translation_once_a_language'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'checked', 'approved'])), name='translation_state_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('staff_pass', None), _connector='OR'), name='translation_approved_by_nobody'),
                ],
            },
        ),
    ]
