"""How Lianxi is started: the demonstration, the tests' surroundings, the web server. Nothing here knows a domain.

`demo`, `prepare`, `introduction` and `watch` start the demonstration and nothing else; of them only `introduction`
reads it. Production starts `gunicorn.conf.py`, which stands alone.
"""
