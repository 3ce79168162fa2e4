"""Whose a role noun is when the phrase does not say, or says it in a way that misleads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_parsed import actors, codes

from builder.actors import Knowledge, load_knowledge


@pytest.mark.parametrize(
    ("sentence", "phrase", "code"),
    [
        (
            "Zimbabwe/NNP/compound/2 police/NNS/nsubj/3 arrested/VBD/root/0 two/CD/nummod/5 journalists/NNS/obj/3",
            "two journalists",
            "ZWEMED",
        ),
        (
            "Turkish/JJ/amod/2 authorities/NNS/nsubj/3 jailed/VBD/root/0 dozens/NNS/obj/3 of/IN/case/6 journalists/NNS/nmod/4",
            "dozens of journalists",
            "TURMED",
        ),
        (
            "Journalists/NNS/nsubj:pass/3 were/VBD/aux:pass/3 arrested/VBN/root/0 by/IN/case/6 Kenyan/JJ/amod/6 police/NNS/obl:agent/3",
            "Journalists",
            "KENMED",
        ),
        (
            "Iran/NNP/nsubj/2 released/VBD/root/0 dozens/NNS/obj/2 of/IN/case/5 prisoners/NNS/nmod/3",
            "dozens of prisoners",
            "IRNCVL",
        ),
    ],
)
def test_whom_a_state_arrests_is_its_own(knowledge: Knowledge, sentence: str, phrase: str, code: str) -> None:
    """Court, police and government; in the passive too, and where a number of people is spoken of."""
    found = actors(knowledge, sentence)
    assert (found[phrase].code, found[phrase].rule) == (code, "role+country:subject")


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenyan/JJ/amod/2 police/NNS/nsubj/3 arrested/VBD/root/0 two/CD/nummod/5 tourists/NNS/obj/3",
        "Hamas/NNP/nsubj/2 released/VBD/root/0 three/CD/nummod/4 hostages/NNS/obj/2",
        "Kenyan/JJ/amod/2 police/NNS/nsubj/3 arrested/VBD/root/0 foreign/JJ/amod/5 journalists/NNS/obj/3",
        "Russia/NNP/nsubj/2 met/VBD/root/0 two/CD/nummod/4 journalists/NNS/obj/2",
    ],
)
def test_nobody_becomes_the_states_own_without_ground(knowledge: Knowledge, sentence: str) -> None:
    """Foreigners, hostages, and those to whom nothing of the kind is done stay without a code."""
    found = codes(knowledge, sentence)
    assert not any(word in text for text in found for word in ("tourists", "hostages", "journalists"))


def test_troops_are_those_of_whoever_sends_them(knowledge: Knowledge) -> None:
    """Where they go does not matter; "its forces in Europe" are not Europe's."""
    sent = "France/NNP/nsubj/2 deployed/VBD/root/0 200/CD/nummod/4 troops/NNS/obj/2 in/IN/case/6 Syria/NNP/nmod/4"
    assert codes(knowledge, sent)["200 troops"] == "FRAMIL"
    left = "Fiji/NNP/nsubj/2 pulled/VBD/root/0 peacekeepers/NNS/obj/2 from/IN/case/5 Egypt/NNP/nmod/3"
    assert codes(knowledge, left)["peacekeepers"] == "FJIMIL"
    its = "Canada/NNP/nsubj/2 kept/VBD/root/0 its/PRP$/nmod:poss/4 forces/NNS/obj/2 in/IN/case/6 Germany/NNP/nmod/4"
    assert codes(knowledge, its)["its forces"] == "CANMIL"


def test_ambassadors_are_not_of_the_country_they_are_in(knowledge: Knowledge) -> None:
    """ "Italy recalled its ambassador to France", "Egypt ... the country's ambassador in Rome"."""
    own = (
        "Italy/NNP/nsubj/2 recalled/VBD/root/0 its/PRP$/nmod:poss/4 ambassador/NN/obj/2 to/IN/case/6 France/NNP/nmod/4"
    )
    assert codes(knowledge, own)["its ambassador"] == "ITAGOV"
    country = (
        "Egypt/NNP/nsubj/2 praised/VBD/root/0 the/DT/det/4 country/NN/nmod:poss/6 ~'s/POS/case/4 ambassador/NN/obj/2 "
        "in/IN/case/8 Italy/NNP/nmod/6"
    )
    assert actors(knowledge, country)["the country's ambassador"].rule == "role+country:country"
    assert codes(knowledge, country)["the country's ambassador"] == "EGYGOV"


def test_a_place_in_an_aside_is_not_where_it_happens(knowledge: Knowledge) -> None:
    """ "Maldives officials said police arrested a man who had lived in Britain"."""
    found = codes(
        knowledge,
        "Maldives/NNP/compound/2 officials/NNS/nsubj/3 said/VBD/root/0 police/NNS/nsubj/5 arrested/VBD/ccomp/3 a/DT/det/7 "
        "man/NN/obj/5 who/WP/nsubj/9 lived/VBD/acl:relcl/7 in/IN/case/11 Britain/NNP/obl/9",
    )
    assert found["police"] == "MDVCOP"


def test_forces_abroad_are_not_of_the_place(knowledge: Knowledge) -> None:
    """ "Turkey said soldiers died in Iraq": whose they are is not said."""
    found = codes(
        knowledge,
        "Turkey/NNP/nsubj/2 said/VBD/root/0 soldiers/NNS/nsubj/4 died/VBD/ccomp/2 in/IN/case/6 Iraq/NNP/obl/4",
    )
    assert found.get("soldiers") != "IRQMIL"


@pytest.mark.parametrize(
    ("sentence", "phrase", "code"),
    [
        (
            "Militants/NNS/nsubj/2 attacked/VBD/root/0 a/DT/det/5 police/NN/compound/5 headquarters/NN/obj/2 in/IN/case/7 "
            "Afghanistan/NNP/nmod/5",
            "a police headquarters in Afghanistan",
            "AFGCOP",
        ),
        (
            "Gunmen/NNS/nsubj/2 stormed/VBD/root/0 a/DT/det/5 military/JJ/amod/5 base/NN/obj/2 in/IN/case/8 Lamu/NNP/compound/8 "
            "county/NN/nmod/5 in/IN/case/10 Kenya/NNP/nmod/8",
            "a military base in Lamu county",
            "KENMIL",
        ),
    ],
)
def test_stations_and_bases_belong_to_their_force(knowledge: Knowledge, sentence: str, phrase: str, code: str) -> None:
    """The facility is one mention with police or army, in the country at the end of the chain."""
    assert codes(knowledge, sentence)[phrase] == code


def test_a_base_of_nobody_stays_uncoded(knowledge: Knowledge) -> None:
    """The article's country is no ground for whose base it is."""
    found = codes(
        knowledge,
        "Iran/NNP/nsubj/2 voted/VBD/root/0",
        "Rebels/NNS/nsubj/2 left/VBD/root/0 military/JJ/amod/4 bases/NNS/obj/2",
    )
    assert "military bases" not in found


def test_refugees_are_of_the_country_they_flee(knowledge: Knowledge) -> None:
    """Not of their host; "refugees" alone only if the article says what people flee."""
    host = "Lithuania/NNP/nsubj/2 hosted/VBD/root/0 refugees/NNS/obj/2"
    assert "refugees" not in codes(knowledge, host)
    flee = "Refugees/NNS/nsubj/2 flee/VBP/root/0 Syria/NNP/obj/2"
    found = actors(knowledge, flee, host)
    assert (found["Refugees"].code, found["Refugees"].rule) == ("SYRREF", "role+country:from")
    assert (found["refugees"].code, found["refugees"].rule) == ("SYRREF", "role+country:article")


def test_title_and_name_are_one_mention_though_the_parse_parts_them(knowledge: Knowledge) -> None:
    """ "US envoy | Richard Holbrooke" with two subjects; nobody is called envoy out of courtesy."""
    found = codes(
        knowledge,
        "US/NNP/compound/2 envoy/NN/nsubj/5 Richard/NNP/nsubj/5 Holbrooke/NNP/flat/3 spoke/VBD/root/0",
        on="1998-07-01",
    )
    assert found == {"US envoy Richard Holbrooke": "USAGOV"}


def test_former_before_a_possessor_is_said_of_the_possessor(knowledge: Knowledge) -> None:
    """A former president's government was a government."""
    found = codes(
        knowledge,
        "Former/JJ/amod/2 president/NN/compound/3 Robert/NNP/nmod:poss/6 Mugabe/NNP/flat/3 ~'s/POS/case/3 army/NN/nsubj/7 "
        "left/VBD/root/0",
        on="2019-06-01",
    )
    assert list(found.values()) == ["ZWEMIL"]


def test_sponsors_and_appointers_do_not_own(knowledge: Knowledge) -> None:
    """ "The Jordanian-appointed council" is not Jordan's parliament."""
    found = codes(
        knowledge,
        "The/DT/det/5 Jordanian/JJ/amod/4 ~-/HYPH/punct/2 ~appointed/VBN/amod/5 council/NN/nsubj/6 spoke/VBD/root/0",
    )
    assert "JOR" not in {code[:3] for code in found.values()}


@pytest.mark.parametrize(
    "sentence",
    [
        "She/PRP/nsubj/2 lives/VBZ/root/0 in/IN/case/4 exile/NN/obl/2 in/IN/case/6 Britain/NNP/obl/2",
        "Spain/NNP/nsubj/2 spoke/VBD/root/0 of/IN/case/4 rebellion/NN/obl/2",
        "Iran/NNP/nsubj/2 rejected/VBD/root/0 a/DT/det/5 sanctions/NNS/compound/5 regime/NN/obj/2",
        "Leaders/NNS/nsubj/2 met/VBD/root/0 at/IN/case/5 Zorba/NNP/compound/5 House/NNP/obl/2 in/IN/case/7 Iceland/NNP/nmod/5",
    ],
)
def test_words_that_only_look_like_roles(knowledge: Knowledge, sentence: str) -> None:
    """Exile, rebellion, a sanctions regime and a house by name are no actors."""
    assert all(len(code) == 3 for code in codes(knowledge, sentence).values())


def test_a_name_between_commas_takes_what_explains_it(knowledge: Knowledge) -> None:
    """Also where the parser makes a list of it, and for somebody out of office."""
    found = actors(
        knowledge,
        "Sanctions/NNS/nsubj/2 hit/VBD/root/0 Samtekh/NNP/obj/2 ,/,/punct/8 Belarus/NNP/nmod:poss/8 ~'s/POS/case/5 "
        "oil/NN/compound/8 company/NN/conj/3 ,/,/punct/12 and/CC/cc/12 two/CD/nummod/12 banks/NNS/conj/3",
    )
    assert (found["Samtekh"].code, found["Samtekh"].rule) == ("BLRBUS", "apposition")


def test_short_name_that_the_article_defines(knowledge: Knowledge) -> None:
    """ "The Estonian Defence Forces (EDF)": EDF is theirs from then on, not the French company."""
    found = codes(
        knowledge,
        "The/DT/det/4 Estonian/JJ/amod/4 Defence/NNP/compound/4 Forces/NNPS/nsubj/8 (/-LRB-/punct/6 ~EDF/NNP/appos/4 "
        "~)/-RRB-/punct/6 trained/VBD/root/0",
        "EDF/NNP/nsubj/2 left/VBD/root/0",
    )
    assert found["EDF"][:3] == "EST"


def test_he_in_a_trailing_report_is_who_reports(knowledge: Knowledge) -> None:
    """ "Putin rejected the claim that Zelensky won, saying he would sue"."""
    found = codes(
        knowledge,
        "Putin/NNP/nsubj/2 rejected/VBD/root/0 the/DT/det/4 claim/NN/obj/2 that/IN/mark/7 Zelensky/NNP/nsubj/7 won/VBD/acl/4 "
        ",/,/punct/9 say/VBG/advcl/2 he/PRP/nsubj/12 would/MD/aux/12 sue/VB/ccomp/9",
        on="2023-06-01",
    )
    assert found["he"] == "RUSGOV"


def test_him_is_not_the_subject_of_its_own_verb(knowledge: Knowledge) -> None:
    """ "Putin met Zelensky and thanked him"."""
    found = codes(
        knowledge,
        "Putin/NNP/nsubj/2 met/VBD/root/0 Zelensky/NNP/obj/2 and/CC/cc/5 thanked/VBD/conj/2 him/PRP/obj/5",
        on="2023-06-01",
    )
    assert found["him"] == "UKRGOV"


def test_who_speaks_at_the_end_is_of_the_main_clause(knowledge: Knowledge) -> None:
    """ "India acted after the United States complained, government officials said"."""
    found = codes(
        knowledge,
        "India/NNP/nsubj/2 acted/VBD/ccomp/10 after/IN/mark/6 France/NNP/nsubj/6 had/VBD/aux/6 complained/VBN/advcl/2 ,/,/punct/10 "
        "government/NN/compound/9 officials/NNS/nsubj/10 said/VBD/root/0",
    )
    assert found["government officials"] == "INDGOV"


def test_minister_with_an_unknown_name_is_not_of_the_place_spoken_of(knowledge: Knowledge) -> None:
    """ "Foreign Minister Quillfeather said that Yemen must act" does not make him Yemeni."""
    found = codes(
        knowledge,
        "Foreign/NNP/amod/2 Minister/NNP/compound/3 Zorba/NNP/nsubj/5 Quillfeather/NNP/flat/3 said/VBD/root/0 that/IN/mark/9 "
        "Yemen/NNP/nsubj/9 must/MD/aux/9 act/VB/ccomp/5",
    )
    assert found.get("Foreign Minister Zorba Quillfeather", "") == ""


def test_victims_are_of_the_place_and_the_rule_says_so(knowledge: Knowledge) -> None:
    """Worshippers killed in Pakistan; "ten patients" in an article about Gaza not of those who kill them."""
    here = actors(
        knowledge, "Gunmen/NNS/nsubj/2 killed/VBD/root/0 worshippers/NNS/obj/2 in/IN/case/5 Pakistan/NNP/obl/2"
    )
    assert (here["worshippers"].code, here["worshippers"].rule) == ("PAKCVL", "role+country:sentence")
    killer = codes(knowledge, "Israeli/JJ/amod/2 soldiers/NNS/nsubj/3 killed/VBD/root/0 patients/NNS/obj/3")
    assert "patients" not in killer


OWN_ROLES = """id,name,plural,role,secondary,kind,source
own-opponent,opponent,,OPP,,people,test
own-branch,branch,branches,,,member,test
"""


def test_opponents_are_of_the_country_not_of_the_government(tmp_path: Path) -> None:
    """Those of Hamas are not Hamas, nor of any country that the text names."""
    path = tmp_path / "roles.csv"
    path.write_text(OWN_ROLES, encoding="utf-8")
    own = load_knowledge([path])
    of_iran = (
        "Opponents/NNS/nsubj/6 of/IN/case/5 the/DT/det/5 Iranian/JJ/amod/5 government/NN/nmod/1 marched/VBD/root/0"
    )
    assert codes(own, of_iran)["Opponents of the Iranian government"] == "IRNOPP"
    of_hamas = "Opponents/NNS/nsubj/4 of/IN/case/3 Hamas/NNP/nmod/1 marched/VBD/root/0"
    assert not any("Opponents" in text for text in codes(own, of_hamas))


def test_a_branch_is_of_the_body_after_of(tmp_path: Path) -> None:
    """ "The Yemeni branch of Hamas" is Hamas; a country before it or a place behind it owns nothing."""
    path = tmp_path / "roles.csv"
    path.write_text(OWN_ROLES, encoding="utf-8")
    own = load_knowledge([path])
    wing = "The/DT/det/3 Yemeni/JJ/amod/3 branch/NN/nsubj/6 of/IN/case/5 Hamas/NNP/nmod/3 spoke/VBD/root/0"
    assert codes(own, wing)["The Yemeni branch of Hamas"] == "PSEREBHMS"
    bare = "A/DT/det/2 branch/NN/nsubj/5 in/IN/case/4 Yemen/NNP/nmod/2 spoke/VBD/root/0"
    assert not any("branch" in text for text in codes(own, bare))
