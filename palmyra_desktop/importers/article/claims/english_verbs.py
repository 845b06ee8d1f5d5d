"""The English verbs of reporting, by stance and by what may follow them, and how they are inflected."""

from palmyra_desktop.importers.article.claims.grammar import Form, ReportingVerb

# stance | what may follow | verbs; "point-out" is a verb with its particle.
_TABLE = """
asserts   | any     | say tell announce proclaim
asserts   | that    | state declare assert affirm add note observe remark comment mention explain report reveal
asserts   | that    | disclose indicate signal estimate argue recall recount reiterate repeat stress emphasise
asserts   | that    | emphasize underline underscore write tweet post reply respond answer counter continue
asserts   | that    | conclude testify swear joke quip retort go-on point-out hit-back fire-back chime-in
asserts   | that    | relate narrate elaborate clarify inform notify advise brief assure reassure remind
asserts   | that    | whisper mutter murmur shout cry exclaim fume thunder roar rage sigh sob interject opine
asserts   | that    | reason muse ponder venture volunteer intone announce determine find detail publish
asserts   | that    | maintain hold reckon feel suggest pronounce specify summarise summarize begin open finish
asserts   | that    | convey communicate relay message email intimate impart blog broadcast air spell-out
asserts   | that    | joke scream yell bellow growl snap bark hiss whine grumble moan wail gush enthuse crow
asserts   | that    | gloat tease deadpan stammer marvel wonder ask enquire inquire read contradict
asserts   | np      | blame attribute ascribe
asserts   | that    | remember decree
asserts   | at      | put
asserts   | of      | accuse speak talk complain
asserts   | as      | identify
claims    | any     | claim allege
claims    | that    | insist contend boast brag purport profess imply insinuate speculate assume presume
confirms  | any     | confirm
confirms  | that    | verify attest corroborate vouch acknowledge certify authenticate
concedes  | that    | admit concede acknowledge grant confess accept agree recognise recognize
denies    | any     | deny
denies    | np      | dismiss reject refute rebut repudiate rebuff disavow disown disclaim dispute contest
doubts    | np      | doubt question challenge
evaluates | np      | condemn denounce deplore decry criticise criticize slam blast praise hail welcome applaud
evaluates | np      | lament mourn salute commend ridicule mock regret deride lambast lambaste castigate
evaluates | np      | express congratulate chastise chide rebuke vilify laud celebrate extol berate bemoan lash-out warn-of
evaluates | as      | describe characterise characterize brand label portray depict denote liken compare dub
evaluates | as      | regard cite
evaluates | call    | call term
demands   | any     | urge
demands   | for     | call appeal plead press beg
demands   | on      | call
demands   | that    | demand request propose recommend insist order instruct implore exhort
demands   | np      | demand
predicts  | any     | warn
predicts  | that    | predict forecast caution foresee anticipate envisage project expect foretell
predicts  | of      | caution
intends   | any     | vow pledge promise
intends   | that    | threaten undertake swear
intends   | to      | threaten undertake swear offer
hopes     | that    | hope
asserts   | belief  | believe think fear suspect consider know understand
evidence  | np      | show prove demonstrate depict illustrate document
"""

_IRREGULAR = {
    "say": "said said", "tell": "told told", "write": "wrote written", "swear": "swore sworn",
    "know": "knew known", "think": "thought thought", "understand": "understood understood",
    "undertake": "undertook undertaken", "show": "showed shown", "prove": "proved proven",
    "speak": "spoke spoken", "begin": "began begun", "find": "found found", "hold": "held held",
    "go": "went gone", "hit": "hit hit", "read": "read read", "feel": "felt felt", "spell": "spelt spelt",
    "foresee": "foresaw foreseen", "foretell": "foretold foretold", "broadcast": "broadcast broadcast",
    "forecast": "forecast forecast", "put": "put put",
}  # fmt: skip
# A last consonant that is doubled before -ed and -ing.
_DOUBLING = frozenset({"admit", "dub", "brag", "quip", "rebut", "beg", "snap", "blog", "rebuff-"})


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in _DOUBLING else "") + "ed"


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _ing(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if lemma in _DOUBLING else "") + "ing"


def inflect(lemma: str) -> dict[str, str]:
    """Return the printed forms of an English verb, each with its tags (see `Form`)."""
    past, participle = _IRREGULAR.get(lemma, f"{_past(lemma)} {_past(lemma)}").split()
    tagged: dict[str, str] = {}
    for form, tag in ((lemma, "b"), (_third(lemma), "s"), (past, "d"), (participle, "n"), (_ing(lemma), "g")):
        tagged[form] = tagged.get(form, "") + tag
    return tagged


def forms() -> dict[str, tuple[Form, ...]]:
    """Return every printed form of every verb of the table; a form of several verbs has several."""
    verbs: dict[tuple[str, str], ReportingVerb] = {}
    for line in _TABLE.strip().splitlines():
        stance, frame, listed = (part.strip() for part in line.split("|"))
        for written in listed.split():
            lemma, _, particle = written.partition("-")
            known = verbs.get((lemma, particle))
            frames = (known.frames if known else frozenset()) | {frame}
            verbs[lemma, particle] = ReportingVerb(lemma, known.stance if known else stance, frames, particle)
    found: dict[str, tuple[Form, ...]] = {}
    for verb in sorted(verbs.values(), key=lambda verb: not verb.particle):
        for form, tags in inflect(verb.lemma).items():
            found[form] = (*found.get(form, ()), Form(verb, frozenset(tags)))
    return found
