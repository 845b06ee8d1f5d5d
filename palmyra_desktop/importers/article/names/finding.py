"""Find the names of an article: who and what is known, who is new, and what stands for them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Article, CaptionFound, EntityFound, Mention
from palmyra_desktop.importers.article.names.bodies import bodies
from palmyra_desktop.importers.article.names.cast import Candidate, Cast, Member
from palmyra_desktop.importers.article.names.descriptions import descriptions
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.home import Home
from palmyra_desktop.importers.article.names.known_names import known_names
from palmyra_desktop.importers.article.names.lexicon import english
from palmyra_desktop.importers.article.names.names import Names
from palmyra_desktop.importers.article.names.passages import passages
from palmyra_desktop.importers.article.names.persons import persons, role_after, role_before
from palmyra_desktop.importers.article.names.pronouns import pronouns
from palmyra_desktop.importers.article.names.proposals import proposals
from palmyra_desktop.importers.article.names.short_forms import acronyms, again, publisher, shorter, surnames
from palmyra_desktop.importers.article.names.similar import similar
from palmyra_desktop.importers.article.names.spelling import near
from palmyra_desktop.importers.article.names.tokens import words_of
from palmyra_desktop.importers.article.names.unnamed import unnamed

_OF_WOMEN = ("ova", "eva", "skaya", "skaia")
_OF_MEN = ("ov", "ev", "sky", "skyi", "skiy", "vich")


def find_names(article: Article, captions: Sequence[CaptionFound], gazetteer: Gazetteer) -> Names:
    """Return the actors and monuments that an article names, where, and what pronouns stand for."""
    cast = Cast(passages(article, captions), gazetteer)
    known = tuple(known_names(cast.passages, gazetteer))
    ends = {(one.passage, one.end) for one in known if one.end - one.start > 1}
    # "the St Petersburg Hermitage Museum": what ends as a known name is that.
    new = (one for one in proposals(cast.passages, gazetteer) if (one.passage, one.end) not in ends)
    cast.place((*known, *_spelt_right(new, gazetteer)))
    cast.place(_spelt_right(persons(cast.passages), gazetteer))
    again(cast)
    shorter(cast)
    acronyms(cast)
    surnames(cast)
    cast.place(persons(cast.passages, by_title_alone=True))
    publisher(cast, article.source.publisher)
    surnames(cast)
    _roles(cast)
    home = Home(cast.passages, gazetteer)
    unnamed(cast, home)
    descriptions(cast, home)
    bodies(cast, home)
    return _names(article, cast)


def _spelt_right(candidates: Iterable[Candidate], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield new names, as those of what is known where they are only spelt otherwise."""
    nearest: dict[str, int | None] = {}
    for one in candidates:
        if one.number is not None:
            yield one
            continue
        if one.name not in nearest:
            nearest[one.name] = near(gazetteer, one.kind, one.name)
        number = nearest[one.name]
        yield one if number is None else replace(one, number=number, rule="name.misspelt")


def _roles(cast: Cast) -> None:
    """Note for each person the role as printed where it is first told, and who is a woman."""
    female = english().female
    for place in cast.places:
        member = cast.members[place.member]
        if not member.is_person:
            continue
        passage = cast.passages[place.passage]
        if member.role is None and place.rule != "name.surname":
            member.role = role_before(passage, place.start) or role_after(passage, place.end)
        if member.is_female is None:
            told = {passage.folded(place.start), passage.folded(place.start - 1)}
            if told & female:
                member.is_female = True
            elif passage.folded(place.start) in english().given_names or "mr" in told:
                member.is_female = False
            else:
                member.is_female = _by_surname(passage.folded(place.end - 1))


def _by_surname(surname: str) -> bool | None:
    """Return whether a Slavic surname is a woman's, None for others."""
    return True if surname.endswith(_OF_WOMEN) else False if surname.endswith(_OF_MEN) else None


def _names(article: Article, cast: Cast) -> Names:
    places = sorted(cast.places, key=lambda place: place.span)
    order = {member: number for number, member in enumerate(dict.fromkeys(place.member for place in places))}
    forms: list[dict[str, None]] = [{} for _member in order]
    in_text: set[int] = set()
    sure: set[int] = set()
    mentions = []
    for place in places:
        forms[order[place.member]][article.words(place.span)] = None
        if not cast.passages[place.passage].is_credited(place.span):
            in_text.add(place.member)
        if place.is_certain and place.rule != "name.misspelt":
            sure.add(place.member)
        mentions.append(Mention(place.span, order[place.member], place.rule, place.is_certain))
    entities = tuple(
        _entity(
            cast.members[member],
            tuple(forms[number]),
            cast.gazetteer,
            is_credit=member not in in_text,
            is_certain=member in sure,
        )
        for member, number in order.items()
    )
    pronoun_mentions = tuple(
        Mention(one.span, order[one.entity], one.rule, one.is_certain)
        for together in pronouns(cast)
        for one in together
        if one.entity in order
    )
    roles = tuple(_role(cast.members[member]) for member in order)
    return Names(article.text, entities, tuple(mentions), pronoun_mentions, roles)


def _role(member: Member) -> str:
    known = member.known.role if member.known and member.known.role else ""
    return f"{member.role or ''} {known}".strip() if member.is_person and not member.is_generic else ""


def _entity(
    member: Member, forms: tuple[str, ...], gazetteer: Gazetteer, *, is_credit: bool, is_certain: bool
) -> EntityFound:
    known = member.known
    is_actor_of_credit = is_credit and member.kind is Kind.ACTOR
    return EntityFound(
        member.kind,
        member.name,
        member.rule,
        forms,
        known.names if known else tuple(member.other_names),
        member.term,
        known.record_id if known else None,
        is_known=known is not None,
        is_generic=member.is_generic or is_actor_of_credit,
        is_certain=known is not None and is_certain,
        role=member.role,
        similar=()
        if known or member.is_generic or not words_of(member.name)
        else similar(gazetteer, member.kind, member.name, is_person=member.is_person),
    )
