"""Physical acts that an article tells of: what was done, where, when, by whom, and who says so.

`english` and `arabic` are words of a language, `acts` finds the clauses that tell of an act, `dating` when
it was, `parties` who did what to what; `joining` what is told twice; `finding` puts all together.
"""
