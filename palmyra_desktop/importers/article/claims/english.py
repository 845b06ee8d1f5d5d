"""The small words of English that the rules of attribution look at; the verbs are in english_verbs.py."""

import re

AUXILIARY = re.compile(
    r"(?:\b(?:used to|(?:went|goes|go|going|gone) on to|continue[sd] to|has|have|had|is|are|was|were|be|been|being|do|does|did|will|would|could|can|may|might|should|cannot"
    r"|not|never|also|then|later|since|now|already|again|further|just|only|even|still|yet|immediately|independently"
    r"|publicly|reportedly|allegedly|repeatedly|previously|earlier|meanwhile|separately|initially|both|all|(?!(?:family|italy|ally|assembly|july|reply|supply|bully|fly|rally)\b)\w+ly"
    r"|could not|did not|do not|does not|has not|have not|had not|was not|were not|is not|are not)\s+|n['’]t\s+)+$",
    re.IGNORECASE,
)
BEFORE_VERB = frozenset(
    [
        "to",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "do",
        "does",
        "did",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "should",
        "cannot",
        "not",
        "never",
        "also",
        "then",
        "later",
        "since",
        "now",
        "already",
        "again",
        "further",
        "just",
        "only",
        "even",
        "still",
        "yet",
        "earlier",
        "meanwhile",
        "both",
        "all",
    ]
)
"""The last words of an AUXILIARY, those in -ly and n't aside."""
NEGATION = re.compile(r"\b(?:not|never|no longer|cannot|neither|nor)\b|n['’]t\b", re.IGNORECASE)
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b(?:\s+\w+ly|\s+also|\s+not)*\s*$", re.IGNORECASE)
MODAL = re.compile(r"\b(?:would|could|can|may|might|should|will|to)\b", re.IGNORECASE)

SPEAKER_NOUN = re.compile(
    r"\b(?:officials?|spokes(?:man|woman|person|people|men)|sources?|residents?|activists?|witness(?:es)?|eyewitness(?:es)?"
    r"|experts?|archaeologists?|historians?|scholars?|curators?|directors?|ministers?|ministry|ministries|president|ambassador"
    r"|governor|commanders?|officers?|soldiers?|generals?|colonels?|captains?|leaders?|chiefs?|heads?|army|military|forces|police|troops"
    r"|rebels?|militants?|fighters?|jihadists?|group|monitors?|monitoring|observatory|agency|agencies|organi[sz]ation|council|committee"
    r"|department|directorate|authorit(?:y|ies)|government|coalition|kremlin|pentagon|white house|united nations|un|unesco|embassy"
    r"|reports?|statement|media|television|tv|radio|newspapers?|outlets?|website|news agency|villagers?|locals?|guards?|workers?|staff"
    r"|analysts?|researchers?|scientists?|professors?|engineers?|diplomats?|lawmakers?|mps?|critics?|supporters?|allies|relatives?|family"
    r"|son|daughter|brother|sister|wife|widow|father|mother|nephew|colleagues?|friends?|man|woman|men|women|people|others?|someone|one of"
    r"|mayor|priest|imam|bishop|patriarch|pope|lawyers?|prosecutors?|court|judges?|report|study|survey|institute|museum|university|foundation"
    r"|society|association|tribunal|members?|congress|parliament|senate|secretary|commissioners?|negotiators?|envoy|prime|premier|king|photographer|journalists?|reporters?|correspondent|driver|guide"
    r"|teachers?|students?|farmers?|shopkeepers?|doctors?|nurses?|academics?|specialists?|conservators?|architects?|neighbou?rs?|dealers?|traders?|merchants?|users?|firefighters?|medics?|investigators?|observers?|campaigners?|refugees?|survivors?|collectors?|owners?|monks?|nuns?|spies|defectors?|sheikh"
    r"|pilots?|snipers?|informants?|contacts?|networks?|delegation|team|mission|force|command|administration|state|states|countries|both sides)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"^(?:he|she|it|they|who|both|others|some|another|one|the latter|the former)$", re.IGNORECASE
)
NOT_A_SPEAKER = re.compile(
    r"^(?:i|we|you|this|that|these|those|there|which|what|as|and|but|or|if|so)$", re.IGNORECASE
)

EVIDENCE_NOUN = re.compile(
    r"\b(?:images?|imagery|pictures?|photographs?|photos?|footage|videos?|films?|recordings?|analys[ie]s|scans?|maps?|data|documents?"
    r"|records?|satellites?|drone shots?|clips?|traces|evidence|study|survey|report|findings|assessment|inspection)\b",
    re.IGNORECASE,
)
EVIDENCE_VERB = re.compile(
    r"\b(?:(?:(?:have|has|had|appear(?:s|ed)? to|seem(?:s|ed)? to|clearly|apparently|also)\s+)*"
    r"(?:show(?:s|ed|n|ing)?|reveal(?:s|ed|ing)?|seems? to (?:show|confirm|prove)|confirm(?:s|ed|ing)?|indicat(?:e|es|ed|ing)|suggest(?:s|ed|ing)?|prov(?:e|es|ed)"
    r"|demonstrat(?:e|es|ed)|document(?:s|ed)?|depict(?:s|ed|ing)?))\b",
    re.IGNORECASE,
)
DOCUMENT_VERB = re.compile(
    r"\b(?:(?:have|has|had|also)\s+)*(?:f(?:ou|i)nds?|records?|recorded|lists?|listed|mentions?|mentioned|conclude[sd]?|counts?|counted)\b",
    re.IGNORECASE,
)
DOCUMENT_NOUN = re.compile(
    r"\b(?:documents?|reports?|stud(?:y|ies)|surveys?|assessments?|inspections?|inquir(?:y|ies)|investigations?"
    r"|analys[ie]s|logs?|memos?|letters?|papers|files|minutes|invoices?|database)\b",
    re.IGNORECASE,
)
"""What tells in words, by verbs that do something else where anybody else is their subject."""
DOCUMENTS = (
    "document", "report", "stud", "survey", "assess", "inspect", "inquir", "investig", "analys", "log", "memo",
    "letter", "papers", "files", "minutes", "invoice", "database",
)  # fmt: skip
"""Stems without one of which DOCUMENT_NOUN finds nothing."""
RELATIVE = re.compile(r"(?:[^,]|,(?=\d)){3,90},\s(?:[^,]|,(?=\d)){3,90},\s*$")
"""A subject with what is told of it between commas: "Her video, which many have seen, shows"."""
OWNERS = frozenset({"its", "his", "her", "their"})
POSSESSIVE = re.compile(r"(?:its|his|her|their)(?=\s)", re.IGNORECASE)
ACCOUNT = re.compile(
    r"\b(?P<verb>(?:by|in|on)\s+(?P<who>his|her|its|their|[A-Z][\w’'-]*(?:\s[A-Z][\w-]*){0,3}['’]s?|the\s[\w -]{3,30}['’]s?)"
    r"\s+(?:own\s+)?(?:account|telling|version|reckoning|estimate|count|words))\b"
)
"""Whose account it is: "by his account", "in the mayor's words"."""
LATER_CLAUSE = re.compile(
    r"\s(?:after|because|before|when)\s+(?=(?:the|a|an|members|some|[A-Z])\b[^,;:]{2,80}$)"
)
CLAUSE_BEFORE = re.compile(r"\b(?:\w+ed|left|went|came|fell|took|gave|was|were|had)\s")
"""Where a clause whose subject speaks follows another: "He resigned after members of the congress accused ..."."""
SUBJECT_PRONOUN = re.compile(r"(?<=\s)(?:he|she|they)$")
IN_RELATIVE = re.compile(r"\b(?:who|that|which)\s+$")
NOUN_BEFORE = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s(?:(?!the\s|an?\s)[^,;“”\"]){2,60}|[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,4}),\s+$"
)
"""Whom "which" is, behind the comma: "the museum in Hatay, which says"."""
ACCORDING = re.compile(
    r"\b(?P<verb>according to|in the words of|as told to|citing|quoting)\s+", re.IGNORECASE
)
IMPERSONAL = re.compile(
    r"\b(?P<be>(?:is|are|was|were|has been|have been|had been|been)\s+(?:(?:also|now|still|first|later|then|widely|\w+ly)\s+)*)"
    r"(?P<verb>reported|said|believed|thought|understood|alleged|rumou?red|claimed|estimated|feared|suspected|known|considered|presumed|expected"
    r"|described as)\b(?P<by>\s+by\s+(?P<agent>[^,.;]{2,90}?))?(?=\s+(?:to\b|missing|dead|killed|that\b|on\b|in\b)|[.,;])",
    re.IGNORECASE,
)
UNSAID = (
    *(
        "report",
        "said",
        "believ",
        "thought",
        "underst",
        "alleg",
        "rumo",
        "claim",
        "estimat",
        "fear",
        "suspect",
        "known",
    ),
    *(
        "consider",
        "presum",
        "expect",
        "describ",
        "quoted",
        "announc",
        "suggest",
        "reveal",
        "appar",
        "suppos",
        "purport",
    ),
)
"""Stems without one of which a sentence says nothing that nobody says."""
IT_IS = re.compile(
    r"\bit (?:is|was|has been|had been) (?P<verb>reported|said|believed|thought|understood|alleged|claimed|rumou?red|feared) that\b",
    re.IGNORECASE,
)
ADVERB = re.compile(r"\b(?:reportedly|allegedly|apparently|supposedly|purportedly)\b", re.IGNORECASE)
REPORTS_SAY = re.compile(
    r"(?:\b(?P<noun>(?:some |several |local |media |news |unconfirmed |initial |first )*reports?)\s+"
    r"(?P<verb>say|said|suggest|suggested|that|spoke of|have said|emerged)"
    r"|\bthere (?:is|are|was|were|have been)(?:,? [\w-]+,?){0,3} (?P<these>reports?)(?: (?:on|in|from) [\w ]{3,24}?)? (?P<said>that|of))\b",
    re.IGNORECASE,
)
BELIEFS = frozenset(
    {
        "believed",
        "thought",
        "understood",
        "feared",
        "known",
        "considered",
        "suspected",
        "presumed",
        "expected",
        "estimated",
    }
)
HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|apparently|supposedly|purportedly|probably|possibly|perhaps|likely|may have|might have|could have"
    r"|believed to|thought to|understood to|said to|alleged(?:ly)?|unconfirmed|appear(?:s|ed)? to|seem(?:s|ed)? to"
    r"|(?:is|are|was|were|been) reported(?: to| by)?|rumou?red|as far as|so far as|suspected)\b",
    re.IGNORECASE,
)
COMPLEMENT = re.compile(
    r"^(?P<gap>(?:\s+(?:(?:on|in|at|by|via|from|to|during|late|early|last|this|through|after|before|over)\s[^,;:\"“”]{1,60}?"
    r"|yesterday|today|earlier|later|that|separately|again|also|simply|only"
    r"|(?:[\w-]+ )?(?:years?|months?|weeks?|days?|hours?) (?:later|earlier|ago)"
    r"|(?:the |a )?(?:al-)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,4}|reporters|journalists|the BBC|him|her|them|us|me|state (?:media|television|TV)"
    r"|(?:(?:international|local|foreign|news|state|our) ){1,3}(?:agencies|media|newspapers|outlets|correspondents?)"
    r"|the (?:\w+ ){0,3}(?:agency|newspaper|council|parliament|news conference|broadcaster|channel|daily))){0,4}?)"
    r"(?P<kind>\s+(?:only\s+)?that\b|\s*[:,]?\s*[\"“„«‘']|\s*:\s|\s+(?=(?:the|a|an|its|his|her|their|it|he|she|they|there|some|all|no|two|three|four|many|most|more"
    r"|several|those|these|this|nothing|everything|everyone|nobody|both|about|around|at least|only|what|how|why|where|when|if|whether|[A-Z0-9])\b))"
)
TIME_TAIL = re.compile(
    r"^(?:\s+(?:(?:on|in|at|by|via|from|to|during|late|early|last|this|through|after|over|for|about|of|with)\s[^,;:\"“”]{1,70}"
    r"|yesterday|today|earlier|later|afterwards|then|too|as well|separately|[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3}|reporters|journalists"
    r"|(?:(?:international|local|foreign|news|state|our) ){1,3}(?:agencies|media|newspapers|outlets|correspondents?)"
    r"|the (?:\w+ ){0,3}(?:agency|newspaper|council|broadcaster|channel|daily)|him|her|them|us|me)){0,3}\s*[.,;!?\"”’)]*\s*$"
)
QUOTES_NEXT = re.compile(r"\s*[,:]\s*[\"“„«‘']")
CLAUSE = re.compile(
    r"(?:(?!\b(?:who|which|whose|that|and|but)\b)[^,;])*\b(?:was|were|is|are|had|has|have|went)\s[^,;]*,$"
)
"""A whole clause before a comma: what follows is said of it, "At least 40 were killed, says the Observatory"."""
BREAKS_OFF = re.compile(
    r"\s*[,:]\s*[\"“„«‘']|\s*\.\s*[\"“]|\s[–—-]\s|(?:\s+(?:on\s+|late\s+|early\s+)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today))?"
    r"(?:\s+(?:morning|afternoon|evening|night))?(?:\s+(?:in|on|via|by)\s+(?:a|an|its|his|her|their|the|[A-Z])[^,;:]{0,40}?)?\s*[,;]\s"
)
"""What follows a short attribution in the midst of a sentence: "..., officers said on Monday, two years after ..."."""
LEAD_IN = re.compile(
    r"^(?:(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Ff]rom|[Aa]fter|[Bb]efore|[Dd]uring|[Ss]ince|[Ll]ast|[Ee]arlier|[Ll]ater|[Mm]eanwhile|[Hh]owever|[Ss]eparately"
    r"|[Yy]esterday|[Tt]oday|[A-Z]\w+ing|[Aa]sked|[Rr]eached|[Cc]ontacted|[Ii]nterviewed|[Qq]uestioned|[Tt]hat|[Ww]hen|[Aa]s|[Ww]hile|[Dd]espite|[Aa]lthough|[Uu]ntil)\b[^,]{0,120},\s+"
    r"|(?:[Aa]nd|[Bb]ut|[Yy]et|[Ss]o|[Bb]oth)\s+|[Mm]eanwhile\s+|[\"“”'‘’»]\s*)+"
)
BREAK = re.compile(
    r"(?:,\s+|\s+)(?:but|while|whereas|although|though)\s+"
    r"(?!(?:did|was|were|had|has|have|is|does|would|could|who|whom|asked|declined|wished)\b)|;\s+|,\s+(?=an?\s+(?:claim|charge|report|allegation|accusation|suggestion|account)\s+(?:\w+ly\s+)?"
    r"(?:denied|rejected|dismissed|disputed|refuted|confirmed)\s+by\b)|:\s+(?=(?:he|she|they|it|a|an|one|another)\s)|,\s+when\s+"
    r"|,\s+(?=whose\s+(?:[\w-]+\s+){1,2}(?:said|says|say|told|insists?|insisted|claims?|claimed|denies|denied|warned|warns)\b"
    r"|whose\s+(?:[\w-]+\s+){0,2}[\w-]+,\s+[A-Z][^,]{2,40},|which\s+(?:has\s+)?(?:said|says|claims|claimed|denies|denied|insists|insisted)\b)|\s+[–—]\s+|,\s+and\s+(?!that\b)"
)
FINITE = re.compile(r"\b(?:has|have|had|is|are|was|were|will|would|did)\s", re.IGNORECASE)
SUBJECT_NEXT = re.compile(r"(?:the|a|an|its|their|his|her|some|local)\s|[A-Z]")
"""Where both stand around an "and", a clause of its own ends before it: "the truce has failed and the rebels ..."."""
AND_THAT = re.compile(r",?\s+and\s+(?=that\s)")

NO_VERB_BEFORE = re.compile(
    r"\b(?:to|the|a|an|its|his|her|their|our|my|your|most|more|very|so|no|of|each|by|with|for|from|in|at|as|any|some|this|these|those|such|in-)\s+$"
    r"|[-’'](?:s\s+)$",
    re.IGNORECASE,
)
"""Words before a form of a verb that make it a noun, an adjective or an infinitive."""
REFLEXIVE = re.compile(r"^\s+(?:himself|herself|itself|themselves|each other|one another)\b", re.IGNORECASE)
ELIDED = re.compile(
    r"(?:,\s*)?\b(?:and|but|then)\s+(?:\w+ly\s+|also\s+|then\s+|later\s+|even\s+)?$", re.IGNORECASE
)
SILENT = frozenset(
    {"say", "specify", "verify", "mention", "publish", "elaborate", "explain", "disclose", "reveal", "answer", "respond", "comment",
     "post", "give", "offer", "know", "think", "believe", "feel", "tell", "name", "detail", "clarify", "identify", "indicate", "show"}
)  # fmt: skip
"""Verbs that, negated, say that somebody said nothing."""
NOUN_LIKE = frozenset(
    {"volunteer", "report", "claim", "comment", "note", "state", "post", "demand", "doubt", "project", "call", "question", "message", "voice",
     "order", "answer", "reply", "joke", "broadcast", "air", "document", "challenge", "forecast", "promise", "pledge", "vow", "threat", "blast",
     "slam", "praise", "regret", "mark", "brief", "detail", "signal", "hope", "fear", "request", "appeal", "purport", "advise", "reason"}
)  # fmt: skip
"""Verbs whose present is mostly a noun."""
NOUN_MOSTLY = NOUN_LIKE - {"report", "claim", "comment", "note", "state"}
"""Of those, which no short attribution ends with: "by local volunteers"; "the BBC reports" does."""
ABOUT = re.compile(r"\s+(?:about|over|with)\b")
SAID_THEN = re.compile(r"\bthat\b|[\"“«:]")
"""What follows who hears it, where something is told."""
TO_SOMEBODY = frozenset({"tell", "inform", "notify", "brief", "assure", "reassure", "remind"})
"""Verbs whose object is who hears it: never before the one who speaks."""
STRONG = frozenset(
    {
        "say",
        "tell",
        "deny",
        "insist",
        "claim",
        "add",
        "admit",
        "warn",
        "report",
        "explain",
        "argue",
        "allege",
        "maintain",
        "concede",
    }
)
ANY_SPEAKER = re.compile(
    r"^(?:the|a|an|his|her|its|their|one|some|several|many|most|two|three|four|another|other|local|senior)\s+[\w’'-]+(?:\s+[\w’'-]+){0,7}$",
    re.IGNORECASE,
)
NAME_BEHIND = re.compile(
    r",\s+(?P<name>(?:[A-Z][\w’'.-]+|al-[A-Z][\w’'-]+)(?:\s+(?:[A-Z][\w’'.-]+|al-[A-Z][\w’'-]+|bin|de|van)){1,4})(?=\s*(?:[,.;]|$))"
)
_ANSWERED = (
    "denied|rejected|dismissed|disputed|contested|refuted|confirmed|condemned|criticised|criticized|announced"
)
ANSWERED_BY = re.compile(
    r"(?:\b(?:was|were|been|is)|,\s+an?\s+(?:claim|charge|report|allegation|accusation|suggestion|account))\s+"
    rf"(?:\w+ly\s+|also\s+)?(?P<verb>{_ANSWERED})\s+by\s+(?P<agent>[^,.;]{{2,80}}?)"
    r"(?=\s+(?:on|in|as|who|which|fighting|after|before)\b|[,.;]|$)",
    re.IGNORECASE,
)
"""The passive with who says so: "was denied by the ministry", ", a claim swiftly denied by the coalition"."""
REJECTED = re.compile(
    r"(?:,|\s[–—-])\s+(?:which|something|(?:an?|the)\s+(?:claim|charge|accusation|allegation|suggestion|version|account|report))\s+"
    r"(?P<agent>(?:the\s+|its\s+)?[A-Za-z][^,.;–—]{2,60}?)\s+(?P<verb>(?:(?:has|have|had)\s+)?(?:always\s+|repeatedly\s+|\w+ly\s+)?"
    r"(?:den(?:y|ies|ied)|rejects?|rejected|disputes?|disputed|dismiss(?:es|ed)?))(?=\s*(?:[.,;]|$))",
)
"""A relative clause in which somebody denies what was said: "an accusation Moscow has always rejected"."""
ON_PLATFORM = re.compile(
    r"\b(?:on|to|via)\s+(?:Telegram|Twitter|Facebook|YouTube|Instagram|TikTok|X|WhatsApp|social media)\s*$"
)
"""Where pictures are, not whose they are: "footage shared on Telegram"."""
SAID_ON = re.compile(r"\s+(?:late\s+|early\s+)?on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s*$")
"""When, between who speaks and the verb: "Unesco on Saturday expressed concern"."""
ANSWERS = dict.fromkeys(("denied", "rejected", "dismissed", "disputed", "contested", "refuted"), "denies") | {
    "confirmed": "confirms", "condemned": "evaluates", "criticised": "evaluates", "criticized": "evaluates"
}  # fmt: skip
QUOTED_AS = re.compile(
    r"\b(?P<verb>(?:was|were|is|has been) quoted)(?:\s+by\s+(?P<agent>[^,.;]{2,60}?))?\s+as (?:saying|telling)\b",
    re.IGNORECASE,
)
IT_WAS = re.compile(
    r",\s+it (?P<verb>(?:was|is|has been) (?:claimed|reported|said|alleged|announced|understood|believed|suggested|revealed))\b",
    re.IGNORECASE,
)
VIA = re.compile(
    r"\b(?:in|through|via|on|by|over)\s+(?P<via>(?:(?:a|an|its|his|her|their|the|last|second|later|separate|joint|brief|written|short|official|state|voice|text|local|social|telephone|phone|television|radio|video)\s+){0,3}"
    r"(?:statement|Twitter|Facebook|Telegram(?: channel)?|YouTube|Instagram|WhatsApp|Skype|Signal|X(?=[\s.,])|telephone|phone|email|e-mail|website|interview|posts?|message|television|TV|radio|media"
    r"|social media|letter|video|broadcast|tweet|press release|news conference|press conference|communiqué)(?:\s+(?:with|to|on|carried by)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})?)\b"
)
TOLD = re.compile(
    r"\b(?:told|tells|informed|speaking to|said to)\s+(?P<via>(?:the\s+|our\s+|state\s+|Russian\s+|Syrian\s+|local\s+)*(?:[A-Z][\w’'.-]*|reporters|journalists|correspondent"
    r"|state media|television|news agency|this (?:newspaper|magazine|website|agency|paper|programme))(?:\s+(?:[A-Z][\w’'.-]*|news|agency|newspaper|broadcaster|television|correspondent|media))*)"
)
CITING = re.compile(r"\b(?:citing|quoting)\s+(?P<via>[^,.;]{2,60})", re.IGNORECASE)
SHOWN_BY = re.compile(
    r"\b(?P<via>(?:[\w’'-]+\s+){0,2}(?:images?|imagery|pictures?|photographs?|photos?|footage|videos?|film|data|evidence))\s+"
    r"(?:\w+ly\s+|had\s+|have\s+|released by [^,.]{2,40}\s+)?(?:show|shows|showed|indicate|indicates|indicated|suggest|suggests|suggested|reveal|reveals|revealed|confirm|confirmed|prove|had reached)\b",
    re.IGNORECASE,
)
PICTURES = ("image", "picture", "photo", "footage", "video", "film", "data", "evidence")
"""Stems without one of which SHOWN_BY finds nothing."""
ELSE = frozenset(
    {"hold", "find", "read", "ask", "begin", "open", "finish", "go", "hit", "air", "feel", "know", "agree", "order", "repeat", "continue", "answer", "respond", "identify", "celebrate", "mark", "capture", "express", "project", "understand", "term", "publish", "post", "mention", "welcome", "proclaim", "cite", "regard", "question", "challenge", "cry", "determine"}
)  # fmt: skip
"""Verbs that mostly do something else: taken only before "that" or a quotation."""
WHO_BEHIND = re.compile(
    r"\s+(?!that\b|to\b|it\b(?! is)|the following)(?P<who>[^,;.:\"“”]{2,90}?)(?=\s*[,;.:]|\s+(?:on|in|during|at|after|who|told)\s|\s*$)"
)
"""Who is named behind the verb: "said Maamoun Abdulkarim, head of ..."."""
PERSON = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt)\.?\s+)?[A-Z][\w’'.-]+(?:\s+(?:al-|bin |de |von |van )?[A-Z][\w’'.-]+){0,4}$"
)
