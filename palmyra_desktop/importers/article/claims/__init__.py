"""Who says so: every attributed statement of an article, at its exact words.

`english_verbs` and `english` are the words of a language, `groups` finds the verbs of saying in a sentence with what
stands before them, `attribution` who speaks and what is said, `arabic` a first other language; `finding` puts it
together over sentences and paragraphs.
"""
