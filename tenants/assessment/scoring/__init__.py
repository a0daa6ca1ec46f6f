"""From facts and a scheme to scores, grade and rank: arithmetic without Django and without a database (Art. 12).

`reading` takes JSON to `facts` and `scheme` and refuses what is no fact; `formulas` has one function per formula of a
scheme; `results` scores one government; `grading` grades, caps and ranks; `changing` says what would have changed a
score; `words` tells all of it in Chinese and English.
"""
