"""Dates in prose as EDTF that says no more than the words, relative ones told from the date of publication.

`clock` is what is known while reading, `english` and `arabic` the rules of a language, `finding` the reader,
`publication` when an article that does not say so was published.
"""
