"""How Lianxi is started: the demonstration, the tests' surroundings, the web server. Nothing here knows a domain."""
