"""Who says so: every attributed statement of an article, at its exact words.

`english_verbs` and `english` are words of a language, `arabic` a first other one. `groups` finds the verbs of
saying in a sentence, `speakers` who may speak, `attribution` and `impersonal` what is said by whom; `finding`
puts it together over sentences and paragraphs.
"""
