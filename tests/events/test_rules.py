"""One construction each: who does what to whom in parses made by hand, with the shipped lexicon."""

from __future__ import annotations

import pytest
from parses import candidates, lexicon, mentions, parse, read, token

from builder.events.attribution import attribution
from builder.events.candidates import mark_inner
from builder.events.fillers import ActorIndex
from builder.events.modality import modality
from builder.events.ties import implausible

CONDEMN, TALK, ACCUSE = "111", "046", "112"


def only(text: str, **actors: str) -> tuple[str, str, str]:
    """The only event in a sentence."""
    (found,) = read(text, **actors)
    return found


def test_active() -> None:
    text = "France/NNP/nsubj/2 condemned|condemn/VBD/root/0 Israel/NNP/obj/2 ././punct/2"
    assert only(text, France="FRA", Israel="ISR") == ("FRA", CONDEMN, "ISR")


def test_passive_with_agent() -> None:
    text = (
        "Israel/NNP/nsubj:pass/3 was|be/VBD/aux:pass/3 condemned|condemn/VBN/root/0 by/IN/case/5 "
        "France/NNP/obl:agent/3 ././punct/3"
    )
    assert only(text, France="FRA", Israel="ISR") == ("FRA", CONDEMN, "ISR")


def test_a_passive_without_agent_tells_no_dyad() -> None:
    text = "Israel/NNP/nsubj:pass/3 was|be/VBD/aux:pass/3 condemned|condemn/VBN/root/0 in/IN/case/5 France/NNP/obl/3"
    assert ("FRA", CONDEMN, "ISR") not in read(text, France="FRA", Israel="ISR")
    assert ("ISR", CONDEMN, "FRA") not in read(text, France="FRA", Israel="ISR")


def test_nominal_with_possessor_and_target_phrase() -> None:
    text = (
        "Israel/NNP/nmod:poss/3 ~'s/POS/case/1 invasion/NN/nsubj/6 of/IN/case/5 Lebanon/NNP/nmod/3 "
        "failed|fail/VBD/root/0 ././punct/6"
    )
    assert {(a, code[:2], t) for a, code, t in read(text, Israel="ISR", Lebanon="LBN")} == {("ISR", "19", "LBN")}


def test_light_verb_held_talks_with() -> None:
    text = "Serbia/NNP/nsubj/2 held|hold/VBD/root/0 talks|talk/NNS/obj/2 with/IN/case/5 Kosovo/NNP/nmod/3 ././punct/2"
    assert read(text, Serbia="SRB", Kosovo="KSV") == {("SRB", TALK, "KSV"), ("KSV", TALK, "SRB")}


@pytest.mark.parametrize("attachment", ["nmod/3", "obl/2"])
def test_support_verb_launched_strikes_on(attachment: str) -> None:
    text = f"Israel/NNP/nsubj/2 launched|launch/VBD/root/0 strikes|strike/NNS/obj/2 on/IN/case/5 Iran/NNP/{attachment} ././punct/2"
    found = read(text, Israel="ISR", Iran="IRN")
    assert {(a, t) for a, _, t in found} == {("ISR", "IRN")}
    assert all(code.startswith("19") for _, code, _ in found)


def test_support_verb_in_a_participle() -> None:
    text = (
        "Strikes|strike/NNS/nsubj/7 launched|launch/VBN/acl/1 by/IN/case/4 Israel/NNP/obl:agent/2 on/IN/case/6 Iran/NNP/obl/2 "
        "failed|fail/VBD/root/0 ././punct/7"
    )
    assert {(a, t) for a, _, t in read(text, Israel="ISR", Iran="IRN")} == {("ISR", "IRN")}


def test_control_agreed_to_send() -> None:
    text = "France/NNP/nsubj/2 agreed|agree/VBD/root/0 to/TO/mark/4 meet/VB/xcomp/2 Israel/NNP/obj/4 ././punct/2"
    assert ("FRA", "036", "ISR") in read(text, France="FRA", Israel="ISR")


def test_the_content_of_a_composed_act_is_marked_as_such() -> None:
    doc = parse("France/NNP/nsubj/2 vowed|vow/VBD/root/0 to/TO/mark/4 help/VB/xcomp/2 Israel/NNP/obj/4 ././punct/2")
    marked = {(c.predicate.text, c.code, c.inner) for c in mark_inner(candidates(doc, France="FRA", Israel="ISR"))}
    assert marked == {("vowed", "033", False), ("help", "070", True)}


def test_relative_clause_with_subject_relative() -> None:
    text = (
        "France/NNP/nsubj/6 ,/,/punct/4 which/WDT/nsubj/4 condemned|condemn/VBD/acl:relcl/1 Israel/NNP/obj/4 "
        "slept|sleep/VBD/root/0"
    )
    assert only(text, France="FRA", Israel="ISR") == ("FRA", CONDEMN, "ISR")


def test_relative_clause_with_object_gap() -> None:
    text = (
        "Israel/NNP/nsubj/6 ,/,/punct/5 which/WDT/obj/5 France/NNP/nsubj/5 condemned|condemn/VBD/acl:relcl/1 "
        "slept|sleep/VBD/root/0"
    )
    assert only(text, France="FRA", Israel="ISR") == ("FRA", CONDEMN, "ISR")


def test_reduced_participle_active_and_passive() -> None:
    active = "France/NNP/nsubj/5 ,/,/punct/3 condemning|condemn/VBG/advcl/5 Israel/NNP/obj/3 slept|sleep/VBD/root/0"
    passive = (
        "Israel/NNP/nsubj/5 condemned|condemn/VBN/acl/1 by/IN/case/4 France/NNP/obl:agent/2 slept|sleep/VBD/root/0"
    )
    assert only(active, France="FRA", Israel="ISR") == ("FRA", CONDEMN, "ISR")
    assert only(passive, France="FRA", Israel="ISR") == ("FRA", CONDEMN, "ISR")


def test_coordinated_actors_and_targets_each_make_an_event() -> None:
    text = (
        "France/NNP/nsubj/4 and/CC/cc/3 Italy/NNP/conj/1 condemned|condemn/VBD/root/0 Israel/NNP/obj/4 and/CC/cc/7 "
        "Iran/NNP/conj/5 ././punct/4"
    )
    assert read(text, France="FRA", Italy="ITA", Israel="ISR", Iran="IRN") == {
        (actor, CONDEMN, target) for actor in ("FRA", "ITA") for target in ("ISR", "IRN")
    }


def test_coordinated_verbs_share_their_subject() -> None:
    text = (
        "France/NNP/nsubj/2 condemned|condemn/VBD/root/0 Israel/NNP/obj/2 and/CC/cc/5 accused|accuse/VBD/conj/2 "
        "Iran/NNP/obj/5 ././punct/2"
    )
    assert read(text, France="FRA", Israel="ISR", Iran="IRN") == {("FRA", CONDEMN, "ISR"), ("FRA", ACCUSE, "IRN")}


def test_coordinated_verbs_share_their_object() -> None:
    text = "France/NNP/nsubj/2 condemned|condemn/VBD/root/0 and/CC/cc/4 accused|accuse/VBD/conj/2 Israel/NNP/obj/4 ././punct/2"
    assert read(text, France="FRA", Israel="ISR") == {("FRA", CONDEMN, "ISR"), ("FRA", ACCUSE, "ISR")}


def test_possessive_target() -> None:
    text = "France/NNP/nsubj/2 condemned|condemn/VBD/root/0 Israel/NNP/nmod:poss/5 ~'s/POS/case/3 strikes|strike/NNS/obj/2 ././punct/2"
    assert ("FRA", CONDEMN, "ISR") in read(text, France="FRA", Israel="ISR")


def test_a_condemned_act_and_the_condemnation_are_both_told() -> None:
    text = (
        "France/NNP/nsubj/2 condemned|condemn/VBD/root/0 Israel/NNP/nmod:poss/5 ~'s/POS/case/3 strikes|strike/NNS/obj/2 "
        "on/IN/case/7 Iran/NNP/nmod/5 ././punct/2"
    )
    found = read(text, France="FRA", Israel="ISR", Iran="IRN")
    assert ("FRA", CONDEMN, "ISR") in found
    assert [code[:2] for a, code, t in found if (a, t) == ("ISR", "IRN")] == ["19"]
    assert {(a, t) for a, _, t in found} == {("FRA", "ISR"), ("ISR", "IRN")}


def test_between_two_parties_goes_both_ways() -> None:
    text = "Talks|talk/NNS/nsubj/6 between/IN/case/3 Serbia/NNP/nmod/1 and/CC/cc/5 Kosovo/NNP/conj/3 failed|fail/VBD/root/0 ././punct/6"
    assert read(text, Serbia="SRB", Kosovo="KSV") == {("SRB", TALK, "KSV"), ("KSV", TALK, "SRB")}


def test_two_coordinated_parties_of_talks_go_both_ways() -> None:
    text = "Serbia/NNP/nsubj/4 and/CC/cc/3 Kosovo/NNP/conj/1 held|hold/VBD/root/0 talks|talk/NNS/obj/4 ././punct/4"
    assert read(text, Serbia="SRB", Kosovo="KSV") == {("SRB", TALK, "KSV"), ("KSV", TALK, "SRB")}


def test_a_visit_has_a_guest_and_a_host() -> None:
    text = "Macron/NNP/nsubj/2 visited|visit/VBD/root/0 Cairo/NNP/obj/2 ././punct/2"
    found = read(text, Macron="FRAGOV", Cairo="EGY")
    assert ("FRAGOV", "042", "EGY") in found
    assert ("EGY", "042", "FRAGOV") not in found


def composed(verb: str, lemma: str, preposition: str = "") -> set[tuple[str, str, str]]:
    """What "France VERB Iran to meet Israel" yields."""
    if preposition:
        text = (
            f"France/NNP/nsubj/2 {verb}|{lemma}/VBD/root/0 {preposition}/IN/case/4 Iran/NNP/obl/2 to/TO/mark/6 meet/VB/xcomp/2 "
            "Israel/NNP/obj/6 ././punct/2"
        )
    else:
        text = f"France/NNP/nsubj/2 {verb}|{lemma}/VBD/root/0 Iran/NNP/obj/2 to/TO/mark/5 meet/VB/xcomp/2 Israel/NNP/obj/5 ././punct/2"
    return read(text, France="FRA", Iran="IRN", Israel="ISR")


@pytest.mark.parametrize(
    ("verb", "lemma", "preposition"), [("urged", "urge", ""), ("called", "call", "on"), ("appealed", "appeal", "to")]
)
def test_appeal_to_do_something(verb: str, lemma: str, preposition: str) -> None:
    assert ("FRA", "026", "IRN") in composed(verb, lemma, preposition)


def test_demand_that_somebody_does_something() -> None:
    text = "France/NNP/nsubj/2 demanded|demand/VBD/root/0 that/IN/mark/5 Iran/NNP/nsubj/5 meet/VB/ccomp/2 Israel/NNP/obj/5 ././punct/2"
    assert ("FRA", "106", "IRN") in read(text, France="FRA", Iran="IRN", Israel="ISR")


def outer(verb: str, lemma: str, inner: str) -> set[tuple[str, str, str]]:
    """What "France VERB to INNER Israel" yields."""
    text = f"France/NNP/nsubj/2 {verb}|{lemma}/VBD/root/0 to/TO/mark/4 {inner}/VB/xcomp/2 Israel/NNP/obj/4 ././punct/2"
    return read(text, France="FRA", Israel="ISR")


def test_refusal_is_the_refusers_act_on_the_target_of_what_is_refused() -> None:
    assert ("FRA", "125", "ISR") in outer("refused", "refuse", "meet")


def test_threat_is_the_threateners_act_on_the_target_of_the_threat() -> None:
    found = outer("threatened", "threaten", "bomb")
    assert any(a == "FRA" and code.startswith("138") and t == "ISR" for a, code, t in found), found


def test_a_second_act_in_return_for_a_first_one_turns_its_roles() -> None:
    text = (
        "Missiles|missile/NNS/nsubj:pass/3 were|be/VBD/aux:pass/3 launched|launch/VBN/root/0 in/IN/case/5 retaliation/NN/obl/3 "
        "for/IN/case/9 Israel/NNP/nmod:poss/9 ~'s/POS/case/7 attacks|attack/NNS/nmod/5 on/IN/case/11 Iran/NNP/nmod/9 ././punct/3"
    )
    found = read(text, Israel="ISR", Iran="IRN")
    assert ("IRN", "ISR") in {(a, t) for a, code, t in found if code.startswith("19")}
    assert ("ISR", "IRN") in {(a, t) for a, code, t in found if code.startswith("19")}


def test_measure_nouns_are_looked_through() -> None:
    text = (
        "Iran/NNP/nsubj/2 fired|fire/VBD/root/0 hundreds|hundred/NNS/obj/2 of/IN/case/5 missiles|missile/NNS/nmod/3 "
        "at/IN/case/7 Israel/NNP/obl/2 ././punct/2"
    )
    plain = (
        "Iran/NNP/nsubj/2 fired|fire/VBD/root/0 missiles|missile/NNS/obj/2 at/IN/case/5 Israel/NNP/obl/2 ././punct/2"
    )
    found = read(text, Israel="ISR", Iran="IRN")
    assert found == read(plain, Israel="ISR", Iran="IRN")
    assert {(a, code[:2], t) for a, code, t in found} == {("IRN", "19", "ISR")}


def test_a_series_of_acts_is_the_act() -> None:
    text = (
        "Israel/NNP/nsubj/2 launched|launch/VBD/root/0 a/DT/det/4 series/NN/obj/2 of/IN/case/6 strikes|strike/NNS/nmod/4 "
        "on/IN/case/8 Iran/NNP/nmod/6 ././punct/2"
    )
    assert {(a, t) for a, _, t in read(text, Israel="ISR", Iran="IRN")} == {("ISR", "IRN")}


@pytest.mark.parametrize(
    ("actor", "target"),
    [("RUS", "RUS"), ("RUS", "RUSGOV"), ("RUSMIL", "RUSGOV"), ("RUS", "RUSMED"), ("RUSCOP", "RUS")],
)
def test_self_dyads_are_dropped(actor: str, target: str) -> None:
    assert implausible(actor, target) == "self_dyad"


@pytest.mark.parametrize(
    ("actor", "target"),
    [("RUS", "UKR"), ("RUSGOV", "RUSOPP"), ("TURCOP", "TURCVL"), ("RUSGOV", "UKRGOV"), ("RUS", "RUSREB")],
)
def test_two_parties_in_one_country_are_a_dyad(actor: str, target: str) -> None:
    assert implausible(actor, target) == ""


def test_nobody_acts_on_himself_in_a_sentence() -> None:
    text = "Russia/NNP/nsubj/2 condemned|condemn/VBD/root/0 Moscow/NNP/obj/2 ././punct/2"
    assert read(text, Russia="RUS", Moscow="RUS") == set()


def mode(text: str, word: str) -> str:
    """The modality of the first token of that text."""
    return modality(token(parse(text), word), lexicon())[0]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("France/NNP/nsubj/2 bombed|bomb/VBD/root/0 Mali/NNP/obj/2", "bombed", "asserted"),
        ("France/NNP/nsubj/4 did|do/VBD/aux/4 not/RB/advmod/4 bomb/VB/root/0 Mali/NNP/obj/4", "bomb", "negated"),
        ("France/NNP/nsubj/3 never/RB/advmod/3 bombed|bomb/VBD/root/0 Mali/NNP/obj/3", "bombed", "negated"),
        (
            "France/NNP/nsubj/5 not/RB/advmod/5 only/RB/advmod/5 then/RB/advmod/5 bombed|bomb/VBD/root/0 Mali/NNP/obj/5",
            "bombed",
            "asserted",
        ),
        ("France/NNP/nsubj/2 denied|deny/VBD/root/0 bombing|bomb/VBG/xcomp/2 Mali/NNP/obj/3", "bombing", "negated"),
        ("France/NNP/nsubj/3 might/MD/aux/3 bomb/VB/root/0 Mali/NNP/obj/3", "bomb", "hypothetical"),
        (
            "France/NNP/nsubj/2 wants|want/VBZ/root/0 to/TO/mark/4 bomb/VB/xcomp/2 Mali/NNP/obj/4",
            "bomb",
            "hypothetical",
        ),
        (
            "If/IN/mark/3 France/NNP/nsubj/3 bombs|bomb/VBZ/advcl/6 Mali/NNP/obj/3 war/NN/nsubj/6 follows|follow/VBZ/root/0",
            "bombs",
            "hypothetical",
        ),
        ("France/NNP/nsubj/3 will/MD/aux/3 bomb/VB/root/0 Mali/NNP/obj/3", "bomb", "future"),
        (
            "Mali/NNP/nsubj/2 said|say/VBD/root/0 France/NNP/nsubj/4 bombed|bomb/VBD/ccomp/2 it/PRP/obj/4",
            "bombed",
            "asserted",
        ),
        (
            "Mali/NNP/nsubj/2 said|say/VBD/root/0 France/NNP/nsubj/6 will/MD/aux/6 not/RB/advmod/6 bomb/VB/ccomp/2 it/PRP/obj/6",
            "bomb",
            "negated",
        ),
        (
            "Mali/NNP/nsubj/4 did|do/VBD/aux/4 not/RB/advmod/4 condemn/VB/root/0 the/DT/det/6 attack/NN/obj/4",
            "attack",
            "asserted",
        ),
        ("Mali/NNP/nsubj/2 feared|fear/VBD/root/0 an/DT/det/4 attack/NN/obj/2", "attack", "hypothetical"),
    ],
)
def test_modality(text: str, word: str, expected: str) -> None:
    assert mode(text, word) == expected


def test_the_outer_verb_of_a_composed_act_does_not_make_it_hypothetical() -> None:
    doc = parse("France/NNP/nsubj/2 hoped|hope/VBD/root/0 to/TO/mark/4 meet/VB/xcomp/2 Mali/NNP/obj/4")
    made = [c for c in candidates(doc, France="FRA", Mali="MLI") if c.skip]
    assert made
    assert {modality(c.predicate, lexicon(), skip=c.skip)[0] for c in made} == {"asserted"}


def said_by(text: str, word: str, **actors: str) -> str:
    """The code of whoever tells the act of a word."""
    doc = parse(text)
    return attribution(token(doc, word), ActorIndex(doc, mentions(doc, **actors)))


def test_attribution_to_the_speaker_of_the_clause() -> None:
    text = "Mali/NNP/nsubj/2 said|say/VBD/root/0 France/NNP/nsubj/4 bombed|bomb/VBD/ccomp/2 it/PRP/obj/4"
    assert said_by(text, "bombed", Mali="MLI", France="FRA") == "MLI"


def test_attribution_to_the_speaker_who_comes_last() -> None:
    text = (
        "France/NNP/nsubj/2 bombed|bomb/VBD/root/0 it/PRP/obj/2 ,/,/punct/6 Mali/NNP/nsubj/6 said|say/VBD/parataxis/2"
    )
    assert said_by(text, "bombed", Mali="MLI", France="FRA") == "MLI"


def test_attribution_according_to() -> None:
    text = "According|accord/VBG/case/3 to/IN/fixed/1 Mali/NNP/obl/5 France/NNP/nsubj/5 bombed|bomb/VBD/root/0 it/PRP/obj/5"
    assert said_by(text, "bombed", Mali="MLI", France="FRA") == "MLI"


def test_what_the_article_says_itself_has_no_attribution() -> None:
    text = "France/NNP/nsubj/2 bombed|bomb/VBD/root/0 Mali/NNP/obj/2"
    assert said_by(text, "bombed", Mali="MLI", France="FRA") == ""


def test_backing_an_armed_group_is_more_than_words() -> None:
    backed = "Turkey/NNP/nsubj/2 backed|back/VBD/root/0 Oman/NNP/obj/2"
    assert read(backed, Turkey="TUR", Oman="OMN") == {("TUR", "051", "OMN")}
    assert read(backed, Turkey="TUR", Oman="SYRREB") == {("TUR", "072", "SYRREB")}


def test_each_other_holds_both_ways() -> None:
    text = (
        "Serbia/NNP/nsubj/4 and/CC/cc/3 Kosovo/NNP/conj/1 condemned|condemn/VBD/root/0 each/DT/det/6 other/JJ/obj/4 ././punct/4"
    )
    assert read(text, Serbia="SRB", Kosovo="KSV") == {("SRB", CONDEMN, "KSV"), ("KSV", CONDEMN, "SRB")}


def test_whoever_leads_an_attack_is_its_actor() -> None:
    text = (
        "The/DT/det/4 Saudi/JJ/amod/3 led|lead/VBN/amod/4 invasion/NN/nsubj/7 of/IN/case/6 Yemen/NNP/nmod/4 "
        "failed|fail/VBD/root/0 ././punct/7"
    )
    assert {(a, code[:2], t) for a, code, t in read(text, Saudi="SAU", Yemen="YEM")} == {("SAU", "19", "YEM")}


def test_modifiers_that_share_a_noun_are_both_meant() -> None:
    text = (
        "Mali/NNP/nsubj:pass/3 was|be/VBD/aux:pass/3 condemned|condemn/VBN/root/0 by/IN/case/8 French/JJ/amod/8 "
        "and/CC/cc/7 Western/JJ/conj/5 leaders|leader/NNS/obl:agent/3 ././punct/3"
    )
    assert {a for a, _, _ in read(text, Mali="MLI", French="FRA", leaders="WST")} == {"FRA", "WST"}


def test_who_claims_a_wrong_accuses_its_author() -> None:
    text = (
        "Kenya/NNP/nsubj/2 alleged|allege/VBD/root/0 that/IN/mark/6 Somalia/NNP/nsubj/6 had|have/VBD/aux/6 "
        "attacked|attack/VBN/ccomp/2 Uganda/NNP/obj/6 ././punct/2"
    )
    found = read(text, Kenya="KEN", Somalia="SOM", Uganda="UGA")
    assert ("KEN", "1123", "SOM") in found
    assert {(a, code[:2], t) for a, code, t in found} == {("KEN", "11", "SOM"), ("SOM", "19", "UGA")}


def test_an_appeal_for_what_no_frame_knows_is_an_appeal() -> None:
    text = "Italy/NNP/nsubj/2 asked|ask/VBD/root/0 Malta/NNP/obj/2 to/TO/mark/5 blorb/VB/xcomp/2 ././punct/2"
    assert only(text, Italy="ITA", Malta="MLT") == ("ITA", "020", "MLT")


def test_telling_somebody_to_do_something_is_an_order_and_telling_him_something_is_not() -> None:
    order = "Kenya/NNP/nsubj/2 told|tell/VBD/root/0 Uganda/NNP/obj/2 to/TO/mark/5 blorb/VB/xcomp/2 ././punct/2"
    news = (
        "Kenya/NNP/nsubj/2 told|tell/VBD/root/0 Uganda/NNP/obj/2 that/IN/mark/7 it/PRP/nsubj/7 would/MD/aux/7 "
        "close/VB/ccomp/2 ././punct/2"
    )
    assert only(order, Kenya="KEN", Uganda="UGA") == ("KEN", "100", "UGA")
    assert {code[:2] for _, code, _ in read(news, Kenya="KEN", Uganda="UGA")} == {"01"}


def test_who_is_asked_is_who_is_to_act_even_where_the_parser_calls_him_a_receiver() -> None:
    text = (
        "France/NNP/nsubj/2 asked|ask/VBD/root/0 Israel/NNP/iobj/2 to/TO/mark/5 help/VB/xcomp/2 Lebanon/NNP/obj/5 ././punct/2"
    )
    found = {(a, code[:2], t) for a, code, t in read(text, France="FRA", Israel="ISR", Lebanon="LBN")}
    assert found == {("FRA", "02", "ISR"), ("ISR", "07", "LBN")}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Egypt/NNP/nsubj/2 praised|praise/VBD/root/0 Iran/NNP/nmod:poss/5 ~'s/POS/case/3 allies|ally/NNS/obj/2", {"Iran": "IRN"}),
        ("Egypt/NNP/nsubj/2 praised|praise/VBD/root/0 the/DT/det/5 Iran/NNP/compound/5 deal/NN/obj/2", {"Iran": "IRN"}),
        ("Egypt/NNP/nsubj/2 condemned|condemn/VBD/root/0 the/DT/det/4 overthrow/NN/obj/2 of/IN/case/6 Morsi/NNP/nmod/4", {"Morsi": "ELI"}),
    ],
)  # fmt: skip
def test_allies_topics_and_victims_are_not_whom_the_act_is_upon(text: str, actors: dict[str, str]) -> None:
    doc = parse(text)
    index = ActorIndex(doc, mentions(doc, Egypt="EGY", **actors), lexicon().undergone)
    assert index.fillers([t for t in doc if t.dep_ == "obj"]) == []


def test_the_author_of_what_is_condemned_is_whom_one_condemns() -> None:
    doc = parse("Egypt/NNP/nsubj/2 condemned|condemn/VBD/root/0 the/DT/det/4 killing/NN/obj/2 of/IN/case/6 monks/NNS/nmod/4 by/IN/case/8 Mali/NNP/nmod/4")
    index = ActorIndex(doc, mentions(doc, Egypt="EGY", monks="CVL", Mali="MLI"), lexicon().undergone)
    assert [f.code for f in index.fillers([token(doc, "killing")])] == ["MLI"]
