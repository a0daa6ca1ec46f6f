"""Files without a domain: what may be taken in, and workbooks read and written."""
