"""What a passage tells: people it introduces, groups it goes on about, names that are no actor there."""

from __future__ import annotations

import pytest
from hand_parsed import actors, codes

from builder.actors import Knowledge

SOLDIER = (
    "A/DT/det/3 British/JJ/amod/3 soldier/NN/nsubj:pass/6 has/VBZ/aux/6 been/VBN/aux:pass/6 named/VBN/root/0 "
    "as/IN/case/9 Sgt/NNP/obl/6 Zed/NNP/obl/6 Quillfeather/NNP/flat/9"
)


def test_named_as_introduces_somebody(knowledge: Knowledge) -> None:
    """The name takes the description; so do later what is his and who he is."""
    found = actors(
        knowledge,
        SOLDIER,
        "Quillfeather/NNP/nmod:poss/4 ~'s/POS/case/1 commanding/VBG/amod/4 officer/NN/nsubj/5 spoke/VBD/root/0",
        "Quillfeather/NNP/nsubj/2 fought/VBD/root/0 before/IN/mark/5 he/PRP/nsubj/5 died/VBD/advcl/2",
    )
    assert found["Sgt Zed Quillfeather"].code == "GBRMIL"
    assert found["Quillfeather's commanding officer"].code == "GBRMIL"
    assert found["he"].code == "GBRMIL"


def test_name_and_age_after_a_description(knowledge: Knowledge) -> None:
    """ "A Kenyan soldier was in court. Zed Quillfeather, 43, said ..."; not without the age."""
    first = "A/DT/det/3 Kenyan/JJ/amod/3 soldier/NN/nsubj/4 spoke/VBD/root/0"
    aged = "Zed/NNP/nsubj/6 Quillfeather/NNP/flat/1 ,/,/punct/4 43/CD/nmod:unmarked/1 ,/,/punct/4 left/VBD/root/0"
    ageless = "Zed/NNP/nsubj/3 Quillfeather/NNP/flat/1 left/VBD/root/0"
    assert codes(knowledge, first, aged)["Zed Quillfeather"] == "KENMIL"
    assert codes(knowledge, first, ageless)["Zed Quillfeather"] == ""


def test_office_found_from_context_goes_to_the_name_beside_it(knowledge: Knowledge) -> None:
    """ "Turkey advanced. Zed Quillfeather, the deputy prime minister, ..." """
    found = codes(
        knowledge,
        "Ankara/NNP/nsubj/2 accused/VBD/root/0 Iran/NNP/obj/2",
        "Zed/NNP/nsubj/9 Quillfeather/NNP/flat/1 ,/,/punct/7 the/DT/det/7 deputy/JJ/amod/7 prime/JJ/amod/7 "
        "minister/NN/appos/1 ,/,/punct/1 spoke/VBD/root/0",
    )
    assert found["Zed Quillfeather"] == "TURGOV"


def test_arabic_surname_with_its_article(knowledge: Knowledge) -> None:
    """ "Zed al-Quill, a Kenyan lawyer, ... Al-Quill noted": one name, by its last part later."""
    found = codes(
        knowledge,
        "Zed/NNP/nsubj/10 al/NNP/flat/1 ~-/HYPH/punct/2 ~Quill/NNP/flat/1 ,/,/punct/8 a/DT/det/8 Kenyan/JJ/amod/8 "
        "general/NN/appos/1 ,/,/punct/1 spoke/VBD/root/0",
        "Al/NNP/nsubj/4 ~-/HYPH/punct/1 ~Quill/NNP/flat/1 left/VBD/root/0",
    )
    assert found["Zed al-Quill"] == found["Al-Quill"] != ""


@pytest.mark.parametrize(
    ("sentence", "absent"),
    [
        ("The/DT/det/4 Syrian/JJ/amod/4 civil/JJ/amod/4 war/NN/nsubj/5 began/VBD/root/0", "Syrian"),
        ("The/DT/det/3 Kurdish/NNP/amod/3 Question/NNP/nsubj/4 appeared/VBD/root/0", "Kurdish"),
        ("He/PRP/nsubj/2 wrote/VBD/root/0 in/IN/case/4 English/NNP/obl/2", "English"),
        ("A/DT/det/3 Netflix/NNP/compound/3 documentary/NN/nsubj/4 appeared/VBD/root/0", "Netflix"),
        ("He/PRP/nsubj/2 wrote/VBD/root/0 on/IN/case/4 Facebook/NNP/obl/2", "Facebook"),
    ],
)
def test_words_that_name_no_actor(knowledge: Knowledge, sentence: str, absent: str) -> None:
    """Adjectives of wars and unknown names, languages, where something was published."""
    assert absent not in codes(knowledge, sentence)


def test_an_adjective_of_a_deed_is_an_actor(knowledge: Knowledge) -> None:
    """ "Turkish attacks"."""
    sentence = "Turkish/JJ/amod/2 attacks/NNS/nsubj/3 grew/VBD/root/0"
    assert codes(knowledge, sentence) == {"Turkish": "TUR"}


def test_aid_agencies_need_no_country(knowledge: Knowledge) -> None:
    """Their role is their code; "agencies" goes on about them."""
    found = codes(
        knowledge,
        "Aid/NN/compound/2 agencies/NNS/nsubj/3 warned/VBD/root/0 Somalia/NNP/obj/3",
        "Agencies/NNS/nsubj/2 left/VBD/root/0",
    )
    assert found["Aid agencies"] == found["Agencies"] == "DEV"
    assert codes(knowledge, "UN/NNP/compound/2 agencies/NNS/nsubj/3 left/VBD/root/0")["UN agencies"] == "IGOUNO"


def test_a_people_has_no_army(knowledge: Knowledge) -> None:
    """ "Kurdish forces" are an armed group, a state's forces its military."""
    assert codes(knowledge, "Kurdish/JJ/amod/2 forces/NNS/nsubj/3 left/VBD/root/0")["Kurdish forces"] == "KURUAF"
    assert codes(knowledge, "Turkish/JJ/amod/2 forces/NNS/nsubj/3 left/VBD/root/0")["Turkish forces"] == "TURMIL"


def test_an_unknown_body_is_not_its_country(knowledge: Knowledge) -> None:
    """A commission with a name of its own, a mere group; a name that says what it is."""
    commission = "The/DT/det/4 Syrian/JJ/amod/4 Negotiations/NNPS/compound/4 Commission/NNP/nsubj/5 spoke/VBD/root/0"
    assert "SYRGOV" not in codes(knowledge, commission).values()
    rights = (
        "The/DT/det/3 Kenyan/JJ/amod/3 Network/NNP/nsubj/7 for/IN/case/6 Human/NNP/compound/6 Rights/NNPS/nmod/3 "
        "spoke/VBD/root/0"
    )
    assert codes(knowledge, rights) == {"The Kenyan Network for Human Rights": "KENHRI"}


def test_gatherings_and_buildings_are_no_parliament(knowledge: Knowledge) -> None:
    """ "The house" and "a dialogue congress" in small letters; one that votes is a parliament."""
    home = "Syria/NNP/nsubj/2 shelled/VBD/root/0 the/DT/det/4 house/NN/obj/2"
    assert "the house" not in codes(knowledge, home)
    voting = "US/NNP/compound/2 congress/NN/nsubj/3 approved/VBD/root/0 it/PRP/obj/3"
    assert "USALEG" in codes(knowledge, voting).values()


def test_extremists_are_the_group_last_named(knowledge: Knowledge) -> None:
    """ "Islamic State ... the extremists"; nobody where no such group was named."""
    first = "Islamic/NNP/amod/2 State/NNP/nsubj/3 struck/VBD/root/0 Iraq/NNP/obj/3"
    second = "The/DT/det/2 extremists/NNS/nsubj/3 left/VBD/root/0"
    assert codes(knowledge, first, second)["The extremists"].startswith("IMG")
    other = "Iraq/NNP/nsubj/2 struck/VBD/root/0 Iran/NNP/obj/2"
    assert "The extremists" not in codes(knowledge, other, second)


def test_several_foreign_ministers_are_of_no_one_country(knowledge: Knowledge) -> None:
    """ "Russia hosted foreign ministers"."""
    found = codes(knowledge, "Russia/NNP/nsubj/2 hosted/VBD/root/0 foreign/JJ/amod/4 ministers/NNS/obj/2")
    assert "foreign ministers" not in found


def test_they_may_be_an_armed_group(knowledge: Knowledge) -> None:
    """ "Hamas attacked. They left": a group in the singular, not whom it attacked."""
    first = "Hamas/NNP/nsubj/2 attacked/VBD/root/0 Israel/NNP/obj/2"
    assert codes(knowledge, first, "They/PRP/nsubj/2 left/VBD/root/0")["They"] == codes(knowledge, first)["Hamas"]


def test_its_in_a_pair_is_the_first_of_the_pair(knowledge: Knowledge) -> None:
    """ "Turkey struck Hamas and its army": Hamas's."""
    found = codes(
        knowledge,
        "Turkey/NNP/nsubj/2 struck/VBD/root/0 Hamas/NNP/obj/2 and/CC/cc/6 its/PRP$/nmod:poss/6 ally/NN/conj/3",
    )
    assert found["its"] == found["Hamas"]


def test_it_is_who_announces(knowledge: Knowledge) -> None:
    """ "A US announcement that it would leave"."""
    found = codes(
        knowledge,
        "A/DT/det/3 US/NNP/compound/3 announcement/NN/nsubj/8 that/IN/mark/7 it/PRP/nsubj/7 would/MD/aux/7 "
        "leave/VB/acl/3 angered/VBD/root/0 Iraq/NNP/obj/8",
    )
    assert found["it"] == "USA"


def test_we_is_a_pronoun_that_speaks_after_the_quotation(knowledge: Knowledge) -> None:
    """ "We left," he said."""
    found = codes(
        knowledge,
        "Putin/NNP/nsubj/2 spoke/VBD/root/0",
        "\"/``/punct/3 We/PRP/nsubj/3 left/VBD/ccomp/7 ~,/,/punct/3 ~\"/''/punct/3 he/PRP/nsubj/7 said/VBD/root/0",
    )
    assert found["We"] == found["he"] == "RUSGOV"


def test_a_list_of_countries_comes_back_by_its_number(knowledge: Knowledge) -> None:
    """ "France, Jordan and Iran ... these countries ... the three nations"; not "the five nations"."""
    first = "France/NNP/nsubj/6 ,/,/punct/3 Jordan/NNP/conj/1 and/CC/cc/5 Iran/NNP/conj/1 agreed/VBD/root/0"
    these = "These/DT/det/2 countries/NNS/nsubj/3 left/VBD/root/0"
    three = "The/DT/det/3 three/CD/nummod/3 nations/NNS/nsubj/4 left/VBD/root/0"
    five = "The/DT/det/3 five/CD/nummod/3 nations/NNS/nsubj/4 left/VBD/root/0"
    found = codes(knowledge, first, these, three, five)
    assert found["These countries"] == found["The three nations"] == "FRA+JOR+IRN"
    assert "The five nations" not in found


def test_the_west_acts_and_lies_somewhere(knowledge: Knowledge) -> None:
    """In small letters too; a direction is none."""
    assert codes(knowledge, "The/DT/det/2 west/NN/nsubj/3 left/VBD/root/0") == {"The west": "WST"}
    place = "Iran/NNP/nsubj/2 struck/VBD/root/0 targets/NNS/obj/2 in/IN/case/6 the/DT/det/6 west/NN/obl/2"
    assert "the west" not in codes(knowledge, place)


def test_a_people_and_its_country_are_one_mention(knowledge: Knowledge) -> None:
    """ "British Kurds"."""
    found = codes(knowledge, "British/JJ/amod/2 Kurds/NNPS/nsubj/3 held/VBD/root/0 a/DT/det/5 vigil/NN/obj/3")
    assert found == {"British Kurds": "GBRKUR"}


def test_place_of_another_clause_does_not_count_for_police(knowledge: Knowledge) -> None:
    """ "Detectives gathered data sent by fighters in Syria": not Syria's detectives."""
    found = codes(
        knowledge,
        "Iraq/NNP/nsubj/2 struck/VBD/root/0 Iran/NNP/obj/2",
        "Detectives/NNS/nsubj/2 gathered/VBD/root/0 data/NNS/obj/2 sent/VBN/acl/3 by/IN/case/6 fighters/NNS/obl:agent/4 "
        "in/IN/case/8 Syria/NNP/nmod/6",
    )
    assert "Detectives" not in found


def test_the_militants_are_the_armed_group_named_before(knowledge: Knowledge) -> None:
    """Not those of the country that the article names most; and rebels are not taken for them."""
    first = "Isis/NNP/nsubj/2 seized/VBD/root/0 Palmyra/NNP/obj/2 in/IN/case/5 Syria/NNP/obl/2"
    then = "The/DT/det/2 militants/NNS/nsubj/3 killed/VBD/root/0 soldiers/NNS/obj/3"
    others = "The/DT/det/2 rebels/NNS/nsubj/3 fled/VBD/root/0"
    assert codes(knowledge, first, then)["The militants"] == "IMGMOSISI"
    assert codes(knowledge, first, others)["The rebels"] == "SYRREB"


def test_militants_of_whom_no_group_was_named_are_the_countrys(knowledge: Knowledge) -> None:
    first = "Soldiers/NNS/nsubj/2 died/VBD/root/0 in/IN/case/4 Syria/NNP/obl/2"
    then = "The/DT/det/2 militants/NNS/nsubj/3 fled/VBD/root/0"
    assert codes(knowledge, first, then)["The militants"] == "SYRREB"


def test_a_possessive_in_front_of_the_subject_points_ahead(knowledge: Knowledge) -> None:
    """ "In his talks with May, Erdogan said": not hers, nor that of whom the sentence before was about."""
    found = actors(
        knowledge,
        "Theresa/NNP/nsubj/3 May/NNP/flat/1 spoke/VBD/root/0",
        "In/IN/case/3 his/PRP$/nmod:poss/3 talks/NNS/obl/8 with/IN/case/5 May/NNP/nmod/3 ,/,/punct/3 Erdogan/NNP/nsubj/8 spoke/VBD/root/0",
    )
    assert found["his"].code == "TURGOV"


def test_the_group_is_what_the_sentence_before_was_about(knowledge: Knowledge) -> None:
    """Not the enemy that it named last."""
    first = "Hezbollah/NNP/nsubj/2 fought/VBD/root/0 Isis/NNP/obj/2"
    then = "The/DT/det/2 group/NN/nsubj/3 withdrew/VBD/root/0"
    assert codes(knowledge, first, then)["The group"] == codes(knowledge, first)["Hezbollah"]


def test_a_country_inside_a_body_known_by_its_apposition_is_no_actor(knowledge: Knowledge) -> None:
    found = codes(
        knowledge,
        "The/DT/det/4 Syrian/JJ/amod/4 Zed/NNP/compound/4 Commission/NNP/nsubj/11 ,/,/punct/4 Syria/NNP/nmod:poss/9 "
        "~'s/POS/case/6 opposition/NN/compound/9 group/NN/appos/4 ,/,/punct/4 voted/VBD/root/0",
    )
    assert found == {"The Syrian Zed Commission": "SYROPP", "Syria's opposition group": "SYROPP"}


def test_leaders_and_volunteers_of_nobody_are_no_actors(knowledge: Knowledge) -> None:
    found = actors(knowledge, "Journalists/NNS/nsubj/2 met/VBD/root/0 leaders/NNS/obj/2 and/CC/cc/5 volunteers/NNS/conj/3")
    assert [(name, m.code) for name, m in found.items() if m.code] == [("Journalists", "MED")]


def test_soldiers_first_spoken_of_are_soldiers_of_nobody_known_and_the_soldiers_nobody(knowledge: Knowledge) -> None:
    found = actors(knowledge, "Journalists/NNS/nsubj/2 met/VBD/root/0 seven/CD/nummod/4 soldiers/NNS/obj/2")
    assert [(m.code, m.rule) for name, m in found.items() if "soldiers" in name] == [("MIL", "role:alone")]
    found = actors(knowledge, "Journalists/NNS/nsubj/2 met/VBD/root/0 the/DT/det/4 soldiers/NNS/obj/2")
    assert [m.code for name, m in found.items() if "soldiers" in name and m.code] == []


def test_who_is_to_be_something_is_not_what_he_later_points_to(knowledge: Knowledge) -> None:
    """ "Erdogan wanted to be a Muslim leader. He left": he is Erdogan."""
    found = codes(
        knowledge,
        "Erdogan/NNP/nsubj/2 wanted/VBD/root/0 to/TO/mark/7 be/VB/cop/7 a/DT/det/7 Muslim/JJ/amod/7 leader/NN/xcomp/2",
        "He/PRP/nsubj/2 left/VBD/root/0",
    )
    assert found["He"] == "TURGOV"


def test_an_expert_on_an_armed_group_is_not_of_it(knowledge: Knowledge) -> None:
    found = codes(knowledge, "The/DT/det/4 Islamic/NNP/compound/3 State/NNP/compound/4 expert/NN/nsubj/5 spoke/VBD/root/0")
    assert "IMGMOSISI" not in {found.get("The Islamic State expert")}
