"""Role nouns and whose they are; names; capitals."""

from __future__ import annotations

import pytest
from hand_parsed import actors, codes

from builder.actors import Knowledge


@pytest.mark.parametrize(
    ("sentence", "phrase", "code"),
    [
        (
            "The/DT/det/3 Israeli/JJ/amod/3 military/NN/nsubj/4 struck/VBD/root/0 Gaza/NNP/obj/4",
            "The Israeli military",
            "ISRMIL",
        ),
        (
            "The/DT/det/2 president/NN/nsubj/5 of/IN/case/4 Ghana/NNP/nmod/2 spoke/VBD/root/0",
            "The president of Ghana",
            "GHAGOV",
        ),
        (
            "Tehran/NNP/nmod:poss/4 ~'s/POS/case/1 nuclear/JJ/amod/4 negotiator/NN/nsubj/5 spoke/VBD/root/0",
            "Tehran's nuclear negotiator",
            "IRNGOV",
        ),
        ("A/DT/det/2 court/NN/nsubj/5 in/IN/case/4 Guyana/NNP/nmod/2 ruled/VBD/root/0", "A court in Guyana", "GUYJUD"),
        (
            "Kremlin/NNP/compound/2 spokesman/NN/compound/3 Dmitry/NNP/nsubj/5 Peskov/NNP/flat/3 spoke/VBD/root/0",
            "Kremlin spokesman Dmitry Peskov",
            "RUSGOV",
        ),
        (
            "Russian/JJ/amod/3 President/NNP/compound/3 Vladimir/NNP/nsubj/5 Putin/NNP/flat/3 spoke/VBD/root/0",
            "Russian President Vladimir Putin",
            "RUSGOV",
        ),
        (
            "Protesters/NNS/nsubj/4 in/IN/case/3 Lima/NNP/nmod/1 marched/VBD/root/0",
            "Protesters in Lima",
            "PEROPP",
        ),
        (
            "Syrian/JJ/amod/3 government/NN/compound/3 troops/NNS/nsubj/4 advanced/VBD/root/0",
            "Syrian government troops",
            "SYRMIL",
        ),
        (
            "Venezuelan/JJ/amod/3 opposition/NN/compound/3 leader/NN/nsubj/4 spoke/VBD/root/0",
            "Venezuelan opposition leader",
            "VENOPP",
        ),
        (
            "Venezuela/NNP/nmod:poss/3 ~'s/POS/case/1 bishops/NNS/nsubj/4 spoke/VBD/root/0",
            "Venezuela's bishops",
            "VENCVLCHR",
        ),
        (
            "a/DT/det/2 spokesman/NN/nsubj/7 for/IN/case/6 the/DT/det/6 Israeli/JJ/amod/6 army/NN/nmod/2 spoke/VBD/root/0",
            "a spokesman for the Israeli army",
            "ISRMIL",
        ),
    ],
)
def test_role_and_country_make_one_mention(knowledge: Knowledge, sentence: str, phrase: str, code: str) -> None:
    """Adjective, possessive, "of", "in", premodifier and title."""
    assert codes(knowledge, sentence).get(phrase) == code


def test_mention_of_a_phrase_is_headed_by_its_noun(knowledge: Knowledge) -> None:
    """The events stage links mentions to predicates by their head."""
    found = actors(
        knowledge,
        "The/DT/det/4 Iranian/JJ/amod/4 foreign/JJ/amod/4 minister/NN/nsubj/5 met/VBD/root/0 Lavrov/NNP/obj/5",
    )
    assert found["The Iranian foreign minister"].head == 3
    assert found["Lavrov"].code == "RUSGOV"
    assert found["The Iranian foreign minister"].rule == "role+country:pre"


def test_country_adjective_of_another_noun_is_a_mention_of_its_own(knowledge: Knowledge) -> None:
    """So that whoever owns "strikes" can be asked."""
    found = actors(
        knowledge,
        "Israeli/JJ/amod/2 strikes/NNS/nsubj/3 hit/VBD/root/0 Iran/NNP/nmod:poss/7 ~'s/POS/case/4 nuclear/JJ/amod/7 sites/NNS/obj/3",
    )
    assert (found["Israeli"].code, found["Israeli"].rule) == ("ISR", "adjective")
    assert (found["Iran"].code, found["Iran"].rule) == ("IRN", "possessor")


def test_coordinated_owners_give_several_members(knowledge: Knowledge) -> None:
    """ "The Russian and Chinese presidents" are two."""
    found = actors(
        knowledge, "The/DT/det/5 Russian/JJ/amod/5 and/CC/cc/4 Chinese/JJ/conj/2 presidents/NNS/nsubj/6 met/VBD/root/0"
    )
    assert found["The Russian and Chinese presidents"].members == ("RUSGOV", "CHNGOV")


@pytest.mark.parametrize("word", ["former", "late", "ousted"])
def test_former_officials_are_not_government(knowledge: Knowledge, word: str) -> None:
    """A former president is an elite."""
    assert codes(
        knowledge, f"The/DT/det/4 {word}/JJ/amod/4 Chilean/JJ/amod/4 president/NN/nsubj/5 spoke/VBD/root/0"
    ) == {f"The {word} Chilean president": "CHLELI"}


def test_sponsors_do_not_own_what_they_back(knowledge: Knowledge) -> None:
    """ "Iran-backed militias" are not Iranian; a U.S.-led coalition is American."""
    backed = codes(
        knowledge,
        "Iran/NNP/obl/3 ~-/HYPH/punct/3 ~backed/VBN/amod/4 militias/NNS/nsubj/5 struck/VBD/root/0",
    )
    assert "IRN" not in "".join(backed.values())
    led = codes(
        knowledge,
        "A/DT/det/5 U.S./NNP/obl/4 ~-/HYPH/punct/4 ~led/VBN/amod/5 coalition/NN/nsubj/6 struck/VBD/root/0 Raqqa/NNP/obj/6",
    )
    assert led["A U.S.-led coalition"] == "USAMIL"


def test_capital_acts_as_government(knowledge: Knowledge) -> None:
    """Subject of an act, target of pressure; nothing when it is a place."""
    assert codes(knowledge, "Moscow/NNP/nsubj/2 accused/VBD/root/0 Kyiv/NNP/obj/2") == {
        "Moscow": "RUSGOV",
        "Kyiv": "UKRGOV",
    }
    place = "Explosions/NNS/nsubj/2 shook/VBD/root/0 buildings/NNS/obj/2 over/IN/case/5 Tel/NNP/obl/2 Aviv/NNP/flat/5"
    assert codes(knowledge, place) == {}
    assert codes(
        knowledge,
        "Tehran/NNP/nmod:poss/4 ~'s/POS/case/1 nuclear/JJ/amod/4 programme/NN/nsubj/5 grew/VBD/root/0",
    ) == {"Tehran": "IRN"}
    attack = "Russia/NNP/nsubj/2 struck/VBD/root/0 Kyiv/NNP/obj/2"
    assert codes(knowledge, attack) == {"Russia": "RUS", "Kyiv": "UKR"}


def test_office_follows_the_date(knowledge: Knowledge) -> None:
    """Netanyahu out of office, and in it again."""
    sentence = "Benjamin/NNP/nsubj/3 Netanyahu/NNP/flat/1 spoke/VBD/root/0"
    assert codes(knowledge, sentence, on="2018-01-01")["Benjamin Netanyahu"] == "ISRGOV"
    assert codes(knowledge, sentence, on="2022-01-01")["Benjamin Netanyahu"] != "ISRGOV"
    assert codes(knowledge, sentence, on="2024-01-01")["Benjamin Netanyahu"] == "ISRGOV"


def test_diacritics_and_capitals_do_not_matter_where_they_do_not_mean_anything(knowledge: Knowledge) -> None:
    """Élysée and Elysee are one; MOSCOW is Moscow; turkey is no country."""
    sentence = "{}/NNP/nsubj/2 spoke/VBD/root/0"
    assert codes(knowledge, sentence.format("Élysée")) == {"Élysée": "FRAGOV"}
    assert codes(knowledge, sentence.format("Elysee")) == {"Elysee": "FRAGOV"}
    assert codes(knowledge, sentence.format("MOSCOW")) == {"MOSCOW": "RUSGOV"}
    assert codes(knowledge, "We/PRP/nsubj/2 ate/VBD/root/0 turkey/NN/obj/2") == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "He/PRP/nsubj/2 left/VBD/root/0 New/NNP/compound/4 Jersey/NNP/obj/2",
        "They/PRP/nsubj/2 saw/VBD/root/0 a/DT/det/5 guinea/NN/compound/5 pig/NN/obj/2",
        "Michael/NNP/nsubj/3 Jordan/NNP/flat/1 played/VBD/root/0",
        "Voters/NNS/nsubj/4 in/IN/case/3 Georgia/NNP/nmod/1 left/VBD/root/0 Atlanta/NNP/obj/4",
        "Chad/NNP/nsubj/3 Johnson/NNP/flat/1 played/VBD/root/0",
    ],
)
def test_names_that_only_look_like_countries(knowledge: Knowledge, sentence: str) -> None:
    """No country comes of them."""
    countries = {m.country for m in actors(knowledge, sentence).values()}
    assert not countries & {"GIN", "JOR", "GEO", "TCD", "JEY"}


def test_a_body_takes_its_country_in(knowledge: Knowledge) -> None:
    """ "Iran's news agency IRNA" is one mention."""
    found = codes(
        knowledge,
        "Iran/NNP/nmod:poss/5 ~'s/POS/case/1 state/NN/compound/5 news/NN/compound/5 agency/NN/nsubj/7 IRNA/NNP/appos/5 said/VBD/root/0",
    )
    assert found == {"Iran's state news agency IRNA": "IRNMED"}


def test_the_envoy_of_a_body_to_a_country_is_the_bodys(knowledge: Knowledge) -> None:
    found = codes(knowledge, "The/DT/det/4 UN/NNP/compound/4 Syria/NNP/compound/4 envoy/NN/nsubj/5 left/VBD/root/0")
    assert found == {"The UN Syria envoy": "IGOUNO"}


def test_an_old_soldier_is_a_civilian(knowledge: Knowledge) -> None:
    found = codes(knowledge, "A/DT/det/4 former/JJ/amod/4 British/JJ/amod/4 soldier/NN/nsubj/5 left/VBD/root/0")
    assert found == {"A former British soldier": "GBRCVL"}
