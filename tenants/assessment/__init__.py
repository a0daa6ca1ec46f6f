"""The annual assessment between governments: what is scored, by which scheme, and what comes out (Art. 12)."""
