"""The HTTP interface of one government: the same verbs as the pages, and nothing that the tables do not have."""
