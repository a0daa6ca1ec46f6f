"""The database engine (`ENGINE = "kernel.database"`): a schema and a role per government, set together.

Built on django-tenants' engine. It adds what that one leaves open: the tenant's role travels with the search path in
every statement, so that even hand-written SQL cannot reach another government; no constraint ever crosses schemas; and
introspection stays fast with thousands of schemas.
"""
