"""Acts in English: verbs in the forms that tell of what happened, and nouns that stand for it."""

import re

from palmyra_desktop.importers.article.events.words import Language, Trigger


def _trigger(key: str, kind: str, group: str, words: str, damage: str | None = None) -> Trigger:
    # Spaces of the pattern may be any white space of a line that was wrapped.
    pattern = re.compile(rf"\b(?:{words})\b".replace(" ", r"\s+"), re.IGNORECASE)
    return Trigger(f"event.{key}", pattern, kind, group, damage)


def _each(words: str, wanted: str) -> str:
    """Return each of some words before others: "was hit|were hit"."""
    return "|".join(f"{word} (?:\\w+ly )?{wanted}" for word in words.split("|"))


def _behind(auxiliaries: str, words: str) -> str:
    """Return words where an auxiliary or an adverb stands before them: "hit" of "was hit" and "badly hit".

    They are looked for where they stand themselves: auxiliaries are everywhere.
    """
    befores = (*auxiliaries.split("|"), "ly")
    return "|".join(
        f"{word}(?:{'|'.join(f'(?<={before}.{word})' for before in befores)})" for word in words.split("|")
    )


_BE, _HAVE = "was|were|been|being", "had|has|have"
_BEGAN = "(?:took place|happened|occurred|began|begun|started|ended|was completed|were completed|was carried out|were carried out)"
"""What makes a noun tell of an act."""

_DESTROYED = (
    "destroyed|destroys|have destroyed|blew up|blow up|blew apart|blown up|blown apart|blows up"
    "|blowing up|blew \\w+ up"
    "|blew (?:[\\w',-]+ ){1,8}(?:to dust|to pieces|to rubble)|dynamited|demolished|demolishes|razed"
    "|raze|levelled|leveled|level"
    "|flattened|bulldozed|bulldoze|bulldozing|toppled|obliterated|annihilated|pulverised|pulverized"
    "|smashed|smash|smashing"
    "|wrecked|pulled down|pulls down|tore down|torn down|tearing down|knocked down|brought down"
    "|broken up|broke (?:it|them|up|apart)"
    "|reduced (?:[\\w',-]+ ){0,6}to (?:rubble|dust|ruins|powder)|reduced to (?:rubble|dust|ruins"
    "|powder)|detonated|collapsed|collapses"
    "|laid waste|tore (?:[\\w',-]+ ){1,4}down|crushed|took down|gone up in|burned down|burnt down"
    "|set off a (?:[\\w',-]+ ){0,3}explosion|brought (?:[\\w',-]+ ){1,6}down|ground (?:[\\w',-]+ ){1,5}to dust"
    "|toppling|filmed (?:destroying|demolishing)|left in (?:ruins|rubble)|lay in ruins|"
    + _each("heaps?|piles?|mounds?", "of (?:rubble|bricks?|stones?|dust)")
    + "|nothing (?:remains|remained|is left|was left) of|turned to (?:rubble|dust)|"
    + _behind(
        "are|was|were|been|began|started",
        "destroying|demolishing|razing|levelling|leveling|bulldozing|dynamiting",
    )
    + f"|demolition {_BEGAN}|destruction {_BEGAN}"
)
_DESTRUCTION = "the (?:\\w+ ){0,2}(?:destruction|demolition|razing|obliteration|bulldozing|dynamiting) of"
_DAMAGED = (
    "damaged|damages|defaced|vandalised|vandalized|disfigured|scarred|hacked (?:off|away)|hacked at"
    "|chopped off|beheaded the statue"
    "|drilled (?:through|into)|took sledgehammers to|gouged|cracked|shattered|ripped (?:up|out|off)"
    "|caught fire|set fire to|torched"
    "|burned|burnt|partly collapsed|partially collapsed|badly damaged|severely damaged|struck by|hit by"
    "|"
    + _each("shells?|bombs?|rockets?|missiles?", "(?:had )?(?:fell|fallen|landed|rained)")
    + "|"
    + _each(
        "rockets?|missiles?|projectiles?|drones?",
        "(?:had |have )?(?:hit|struck|slammed into|crashed into|tore)",
    )
    + "|peppered|riddled|gutted|charred"
    "|hacking (?:at|away)|drilling (?:into|through)|took (?:a |an )?(?:hammers?|axes?|drills?) to"
    "|fires were reported|turned (?:[\\w'-]+ ){1,5}into a|set light to|set alight|set on fire|set ablaze|setting (?:[\\w'’-]+ ){1,5}(?:ablaze|alight)|blown in|blown out|tore through|ripped through"
    "|lost its (?=(?:[\\w'-]+ ){0,3}(?:roof|dome|minaret|spire|vault|head|façade|facade|balcony|windows|wall))"
    "|"
    + _each("sustained|suffered|inflicted|caused", "(?:[\\w'-]+ ){0,3}damage (?=to|on|in|from|when|during)")
    + "|damage (?:which |that )?(?:[\\w'-]+ ){1,6}(?:had |has )?(?:inflicted|caused|done) (?=(?:up)?on|to|by)"
    "|damage (?:to|at) (?:[\\w'’-]+ ){1,7}(?:was|were) (?:also )?(?:reported|recorded|documented|confirmed)"
    "|fire (?:swept|tore|ripped|raged) through|blaze (?:swept|tore|ripped|raged) through|"
    + _behind(f"{_BE}|{_HAVE}", "hit|struck|pierced")
)
_LOOTED = (
    f"looting {_BEGAN}|"
    "looted|loots|looting of|ransacked|plundered|pillaged|stole|stolen|carried (?:off|away)|smuggled"
    "|carrying away|emptied of"
    "|sold (?:off|what)|trafficked|dug up|robbed|made off with|looting (?:at|in|pits|holes)|turned over with bulldozers"
    "|"
    + _each("new|further|illegal|illicit|clandestine", "(?:looting|digging|excavations?)")
    + "|"
    + _each("fresh|new|looters", "(?:looting )?(?:pits|holes|trenches)")
    + "|"
    + _behind("was|were|been", "sold")
)
_RETAKEN = (
    "recaptured|recapture|recaptures|recapturing|retaken|retook|retake|retakes|retaking|liberated"
    "|liberates|regained(?: control)?|regaining|reconquered"
    "|won back|wrested|drove (?:[\\w'()-]+ ){1,6}(?:out|from)|driven (?:[\\w'()-]+ ){0,6}(?:out|from)"
    "|drives (?:[\\w'()-]+ ){1,6}out"
    "|forced out|forced (?:[\\w'()-]+ ){1,5}out|pushed (?:[\\w'()-]+ ){0,5}out|expelled|ousted"
    "|cleared (?:[\\w'()-]+ ){0,4}(?:from|of)"
    "|restored (?:security|order|control)|the recapture|the liberation of|the reconquest of|took back"
    "|taken back|takes back"
)
_TAKEN = (
    "seized|seizes|seizing|captured|captures|capturing|overran|overrun|overruns|stormed|storms"
    "|conquered|took (?:full |complete )?control"
    "|taken (?:full |complete )?control|takes control|took over|taken over|fell to|fallen to"
    "|fell into the hands|swept (?:into|through|back)"
    "|marched (?:back )?into|walked into|entered|re-entered|re-enters|occupied the"
    "|occupied (?=(?-i:[A-Z]))|moved into|broke into"
    "|has taken|have taken|had taken|the (?:capture|seizure) of|the fall of (?=(?:the )?(?:city|town|village|(?-i:[A-Z])))|the city fell|the town fell"
    "|took (?=(?-i:[A-Z]))|took (?=(?:it|the (?:city|town|site|ruins|village|citadel|castle|museum|airport|base|area|hill))\\b)"
    "|city (?:had |has )?fallen|town (?:had |has )?fallen|fell on (?=\\d|(?-i:[A-Z]))|fell in (?=(?-i:[A-Z]))"
    "|lost (?=(?:it|control|the (?:city|town|site))\\b)|lose (?=(?:it|control|the (?:city|town|site))\\b)"
    "|made (?:[\\w'-]+ ){0,2}way into|surged (?:back )?into|stole into|returned to the (?:city|town|site)"
)
_HELD = (
    "occupation of|occupation by|first occupation|second occupation|brief occupation|under (?:its|[\\w-]+|the group's|Islamic State) (?:rule|occupation)|"
    "held (?:the|it|control|sway)|held (?=(?-i:[A-Z]))|controlled|ruled|in which the group ruled"
    "|was under the control|under the control of"
    "|"
    + _each(_HAVE, "held(?! (?:that|talks?|meetings?|elections?|a |(?:in|on) (?:\\w+ ){1,3}that))")
    + "|occupied for|full control"
)
_FOUGHT = (
    "clashes|clashed|fighting (?:raged|continued|went on|broke out|was reported|erupted|flared)"
    "|fierce fighting|heavy fighting|fought"
    "|the fighting|gun ?battles?|battles (?:raged|continued)|the battle, which|attacked"
    "|"
    + _each(
        "launched|began|started|mounted|opened",
        "(?:(?!case|inquiry|enquiry|investigation|probe|hearing|trial|over|into|about)[\\w'’-]+ ){0,6}(?:attack|assault|offensive|push|advance|counter-attack)",
    )
    + "|came under (?:attack|fire|shelling)|come under (?:attack|fire|shelling)|battle for (?:[\\w'’-]+ ){1,5}(?:goes|went|began|began|raged|rages|continues)"
    f"|attack {_BEGAN}|assault {_BEGAN}|offensive {_BEGAN}|fighting {_BEGAN}|clashes {_BEGAN}"
    "|assaulted|ambushed|repelled|the offensive unfolded|exchanged fire|were killed in (?:clashes|fighting)"
)
_SHELLED = "shelled|shelling|shells (?:hit|fell|struck)|bombarded|bombardment|mortar(?:s| fire| rounds)?|rocket fire|artillery fire"
_BOMBED = (
    "air ?strikes?|air[- ]raids?|airstrikes?|bombed|bombing raids?|warplanes|jets (?:had )?(?:hit"
    "|struck|bombed)|sorties|barrel bombs"
    "|"
    + _each("second|third|fourth|another|further|earlier", "(?:strike|raid)(?! (?:team|action|vote))")
    + "|"
    + _each("strike|raid", "(?:on|against) (?=the\\b|its\\b|(?-i:[A-Z]))")
    + "|struck from the air|drone strikes?|bombing (?=(?:the|of|positions|targets)\\b|(?-i:[A-Z]))"
    f"|raids? {_BEGAN}|" + _behind("been|was|were|are", "bombing")
)
_MINED = (
    "planted (?:[\\w',-]+ ){0,4}(?:mines|explosives|bombs|devices)|mined|booby[- ]trapped"
    "|laid (?:[\\w'-]+ ){0,3}(?:mines|explosives|charges)"
    "|rigged|wired|placed (?:[\\w'-]+ ){0,3}(?:explosives|charges|mines)|sown with mines"
)
_CLEARED = (
    "clearing (?:the )?(?:mines|site|ruins)|cleared (?:[\\w',-]+ ){0,4}mines|defused|defusing|dismantled|dismantling"
    "|disarmed (?:mines|bombs)|de-?mined|demining"
    "|removed (?:[\\w',-]+ ){0,3}(?:mines|explosives)"
)
_KILLED = (
    "killed|kills|killing of|murdered|murders|executed|executes|beheaded|behead|beheads|shot dead"
    "|put (?:[\\w',-]+ ){0,4}to death"
    "|massacred|assassinated|was shot|were shot|lost their lives|cost the lives|claimed the lives|hanged|slaughtered"
    "|died (?:in|when|after)|decapitated"
    f"|executions? {_BEGAN}|killings? {_BEGAN}|beheadings? {_BEGAN}|murders? {_BEGAN}"
)
_DETAINED = "arrested|detained|kidnapped|abducted|interrogated|imprisoned|taken hostage|captured alive"
_SEIZED = "raided|confiscated|impounded|intercepted|stopped at the (?:port|border|airport|frontier)"
_LEFT = (
    "withdrew(?! (?:it|his|her|their|its|the))|withdrawn|has withdrawn"
    "|pulled out(?! of (?:the |an? )?(?:[\\w-]+ ){0,4}(?:deal|agreement|accord|pact|talks|treaty))|pulled back|pulled its|retreated|had fled|have fled"
    "|fled (?:across|from|west|east|towards)"
    "|abandoned the|left the city|has left the city"
)
_MOVED = (
    _behind("was|were|been", "removed|moved|taken|carried|brought|evacuated|transferred|relocated|emptied")
    + "|evacuated (?:[\\w',-]+ ){0,5}(?:to|from)|moved (?:[\\w',-]+ ){1,8}(?:to safety|into a store"
    "|to Damascus|to Baghdad)|"
    + _each(
        "carried|brought|taken|transported",
        "(?:[\\w',-]+ ){1,6}(?:to|into) (?:the |a |an )?(?:cellar|basement|bunker|vault|store|storeroom|safety|safe)",
    )
    + "|left for|loaded on ?to|loaded into"
)
_MENDED = f"restoration (?:of (?:[\\w'’-]+ ){{1,9}})?{_BEGAN}|consolidated the|pieced together|reinstalled|re-?opened|restored|rebuilt|repaired|reconstructed|re-?erected|shored up|shoring (?:it )?up|sandbagged|stabilised|stabilized|reassembled|put back together"
_INSPECTED = "inspected|examined the (?:site|damage|ruins)|surveyed|visited the (?:site|ruins|museum)|assessed the|toured the"
_DISPLACED = "displaced|fleeing|forced from their homes|fled their homes"

TRIGGERS = (
    _trigger("recapture", "government_regains_territory", "capture", _RETAKEN),
    _trigger("mining", "remote_explosive_landmine_ied", "mining", _MINED),
    _trigger("clearing", "other", "clearing", _CLEARED),
    _trigger("air-strike", "air_drone_strike", "air", _BOMBED),
    _trigger("damage", "looting_property_destruction", "destruction", _DAMAGED, "moderate"),
    _trigger(
        "destruction", "destruction_of_heritage", "destruction", f"{_DESTROYED}|{_DESTRUCTION}", "destroyed"
    ),
    _trigger("looting", "looting_property_destruction", "looting", _LOOTED),
    _trigger("killing", "killing", "killing", _KILLED),
    _trigger("seizure", "other", "seizure", _SEIZED),
    _trigger("detention", "other", "detention", _DETAINED),
    _trigger("capture", "non_state_actor_overtakes_territory", "capture", _TAKEN),
    _trigger("occupation", "control_of_territory", "occupation", _HELD),
    _trigger("shelling", "shelling_artillery", "combat", _SHELLED),
    _trigger("combat", "armed_clash", "combat", _FOUGHT),
    _trigger("withdrawal", "other", "withdrawal", _LEFT),
    _trigger("restoration", "restoration", "restoration", _MENDED),
    _trigger("removal", "other", "removal", _MOVED),
    _trigger("inspection", "assessment_mission", "inspection", _INSPECTED),
    _trigger("displacement", "other", "displacement", _DISPLACED),
)

_UNREAL = (
    r"\b(?:would|could|(?-i:may)|might|should|will|shall|can|cannot|plans?|planned|planning|intend(?:s|ed)?"
    r"|threaten(?:s|ed|ing)?|vow(?:s|ed)?"
    r"|hopes?|hoped|fears?|feared|if|unless|whether|fail(?:s|ed)? to|refus(?:es|ed) to|trying to"
    r"|tries to|tried to|attempt(?:s|ed)? to|wants? to|wanted to"
    r"|(?:is|are|was|were) to be(?!\s+\w+\s+that)|never|did not|does not|do not|has not|had not|have not|was not|were not|is not|are not|not been"
    r"|n't|nor|neither|cannot"
    r"|risk(?:s|ed)? (?:of )?being|about to|ready to|order(?:s|ed) to|call(?:s|ed) (?:for|on)|urg(?:es"
    r"|ed)|to prevent|to stop|to avoid"
    r"|in danger of|likely to|aim(?:s|ed)? to|order to|promise|promised to|demand(?:s|ed)|impossible"
    r"|until all|before they|yet to|without)\b"
)
_BREAKS = (
    r"[;:]\s|\s[–—-]\s|,\s+(?:and|but|while|which(?!\s+lasted)|who|where|when|after|before|as|although|though"
    r"|because|until|whose)\s"
    r"|\s(?:but|while|whereas|although|though|because|after|before|until|when|where|which(?!\s+lasted)|who)\s"
    r"|,\s+(?=(?:he|she|it|they)\s)|,\s+(?=(?!according|including|following|during|regarding|concerning)[a-z]+ing\s)"
    r"|,?\s(?:and|but)\s(?=(?:again|(?:an)?other \w+|a further \w+)\s+(?:\w+\s+)?(?:on|in|last|this)\s)|\ssince\s(?=\w+ing\b)|\s(?:and|or)\s(?=(?:that|had|has|have|was|were|is|are|then|also|later|the \w+ (?:had|has|have|was|were))\b)"
)

ENGLISH = Language(
    TRIGGERS,
    re.compile(_UNREAL, re.IGNORECASE),
    re.compile(_BREAKS, re.IGNORECASE),
    re.compile(
        r"(?:(?:and|but)\s+)?(?:again|(?:an)?other \w+|a further \w+)\s+(?:\w+\s+)?(?:on|in|last|this)\s",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?!was\b|has\b)[a-z]{2,}s\s+§\s*(?:by|in|from|during|at|near|outside|since)\b"),
)
