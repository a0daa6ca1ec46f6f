"""The next release, for tests of migrating to it: one app of governments has one migration more."""
