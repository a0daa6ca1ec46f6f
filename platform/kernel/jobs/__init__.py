"""Work that is done later, or every night, by a worker beside the web server (`manage.py worker`).

The queue is Procrastinate's tables in the public schema. A job is enqueued in the transaction of the change that asks
for it, names its government's schema, and runs inside that government in one transaction. `definitions.in_government`
makes such a job, `definitions.nightly` one that is enqueued for every standing government each night.
"""
