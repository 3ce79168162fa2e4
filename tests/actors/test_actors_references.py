"""Names learnt from the article, pronouns, definite descriptions."""

from __future__ import annotations

from hand_parsed import actors, codes

from builder.actors import Knowledge

SMITH = (
    "Zorba/NNP/nsubj/9 Quillfeather/NNP/flat/1 ,/,/punct/6 Kenya/NNP/nmod:poss/6 ~'s/POS/case/4 envoy/NN/appos/1 "
    ",/,/punct/6 has/VBZ/aux/9 spoken/VBN/root/0"
)


def test_apposition_teaches_a_name(knowledge: Knowledge) -> None:
    """The full name and later the bare surname."""
    found = actors(knowledge, SMITH, "Quillfeather/NNP/nsubj/2 left/VBD/root/0")
    assert found["Zorba Quillfeather"].code == "KENGOV"
    assert found["Zorba Quillfeather"].rule == "apposition"
    assert found["Quillfeather"].code == "KENGOV"
    assert found["Quillfeather"].antecedent == (0, 2)


def test_title_teaches_a_name(knowledge: Knowledge) -> None:
    """ "Kenyan army spokesman Zorba Quillfeather"."""
    found = codes(
        knowledge,
        "Kenyan/JJ/amod/4 army/NN/compound/3 spokesman/NN/compound/4 Zorba/NNP/nsubj/6 Quillfeather/NNP/flat/4 spoke/VBD/root/0",
        "Quillfeather/NNP/nsubj/2 left/VBD/root/0",
    )
    assert found == {"Kenyan army spokesman Zorba Quillfeather": "KENMIL", "Quillfeather": "KENMIL"}


def test_a_name_nobody_explains_stays_without_a_code(knowledge: Knowledge) -> None:
    """It is a mention with a name, for the list of the unresolved; its pronoun has none."""
    found = actors(
        knowledge, "Zorba/NNP/nsubj/3 Quillfeather/NNP/flat/1 spoke/VBD/root/0", "He/PRP/nsubj/2 left/VBD/root/0"
    )
    assert [(m.name, m.code, m.rule) for m in found.values()] == [("Zorba Quillfeather", "", "unresolved")]


def test_surname_of_somebody_named_in_full(knowledge: Knowledge) -> None:
    """ "Bush" alone means nobody; after "George W. Bush" it does."""
    full = "George/NNP/nsubj/4 W./NNP/flat/1 Bush/NNP/flat/1 spoke/VBD/root/0"
    bare = "Bush/NNP/nsubj/2 left/VBD/root/0"
    assert codes(knowledge, full, bare, on="2003-01-01")["Bush"] == "USAGOV"


def test_he_is_the_subject_before(knowledge: Knowledge) -> None:
    """Within a sentence and over its end."""
    found = actors(
        knowledge,
        "Putin/NNP/nsubj/2 told/VBD/root/0 Netanyahu/NNP/iobj/2 he/PRP/nsubj/5 left/VBD/ccomp/2",
        "He/PRP/nsubj/2 accused/VBD/root/0 Iran/NNP/obj/2",
    )
    assert found["he"].code == found["He"].code == "RUSGOV"
    assert found["he"].rule == "pronoun"
    assert found["he"].antecedent == (0, 1)


def test_it_is_the_government_that_spoke(knowledge: Knowledge) -> None:
    """ "Moscow offered ... It said"; not in "it is clear"."""
    first = "Moscow/NNP/nsubj/2 offered/VBD/root/0 help/NN/obj/2"
    assert codes(knowledge, first, "It/PRP/nsubj/2 condemned/VBD/root/0 Israel/NNP/obj/2")["It"] == "RUSGOV"
    assert "It" not in codes(knowledge, first, "It/PRP/nsubj/3 is/VBZ/cop/3 clear/JJ/root/0")


def test_we_is_whoever_is_quoted(knowledge: Knowledge) -> None:
    """ "We condemn Israel," the ministry said."""
    found = codes(
        knowledge,
        "Iran/NNP/nmod:poss/4 ~'s/POS/case/1 foreign/JJ/amod/4 ministry/NN/nsubj/5 spoke/VBD/root/0",
        "\"/``/punct/3 We/PRP/nsubj/3 condemn/VBP/ccomp/9 Israel/NNP/obj/3 ~,/,/punct/3 ~\"/''/punct/3 the/DT/det/8 ministry/NN/nsubj/9 said/VBD/root/0",
    )
    assert found["We"] == found["the ministry"] == "IRNGOV"


def test_ministry_without_a_country_is_the_speakers(knowledge: Knowledge) -> None:
    """ "In a statement drawn up at Putin's behest, the Foreign Ministry condemned Israel"."""
    found = actors(
        knowledge,
        "At/IN/case/4 Putin/NNP/nmod:poss/4 ~'s/POS/case/2 behest/NN/obl/9 ,/,/punct/9 the/DT/det/8 Foreign/NNP/compound/8 "
        "Ministry/NNP/nsubj/9 condemned/VBD/root/0 Israel/NNP/obj/9",
    )
    assert found["the Foreign Ministry"].code == "RUSGOV"
    assert found["the Foreign Ministry"].rule == "definite:context"


def test_the_statement_acts_for_its_issuer(knowledge: Knowledge) -> None:
    """After "a Kremlin statement", "the statement" is the Kremlin's."""
    found = actors(
        knowledge,
        "A/DT/det/3 Kremlin/NNP/compound/3 statement/NN/nsubj/4 said/VBD/root/0 so/RB/advmod/4",
        "The/DT/det/2 statement/NN/nsubj/3 condemned/VBD/root/0 Israel/NNP/obj/3",
    )
    assert (found["The statement"].code, found["The statement"].rule) == ("RUSGOV", "statement")


def test_both_sides_and_both_leaders(knowledge: Knowledge) -> None:
    """Two codes each, without the speaker's own."""
    calls = (
        "Putin/NNP/nsubj/2 called/VBD/root/0 Iran/NNP/nmod:poss/5 ~'s/POS/case/3 president/NN/obj/2 and/CC/cc/10 "
        "Israel/NNP/nmod:poss/10 ~'s/POS/case/7 prime/JJ/amod/10 minister/NN/conj/5"
    )
    found = actors(
        knowledge,
        calls,
        "Putin/NNP/nsubj/2 thanked/VBD/root/0 both/DT/det/4 leaders/NNS/obj/2",
        "Russia/NNP/nsubj/2 condemned/VBD/root/0 tension/NN/obj/2 between/IN/case/5 Israel/NNP/nmod/3 and/CC/cc/7 Iran/NNP/conj/5",
        "Putin/NNP/nsubj/2 urged/VBD/root/0 both/DT/det/4 sides/NNS/obj/2",
    )
    assert set(found["both leaders"].members) == {"IRNGOV", "ISRGOV"}
    assert set(found["both sides"].members) == {"IRN", "ISR"}
    assert found["both sides"].code == ""


def test_counterpart_has_the_same_role_elsewhere(knowledge: Knowledge) -> None:
    """ "Putin met his Turkish counterpart"."""
    found = actors(
        knowledge, "Putin/NNP/nsubj/2 met/VBD/root/0 his/PRP$/nmod:poss/5 Turkish/JJ/amod/5 counterpart/NN/obj/2"
    )
    assert found["his Turkish counterpart"].code == "TURGOV"


def test_unnamed_groups_take_the_country_of_the_place(knowledge: Knowledge) -> None:
    """Of the sentence, else of the article, and the rule says which."""
    here = actors(knowledge, "Gunmen/NNS/nsubj/2 killed/VBD/root/0 civilians/NNS/obj/2 in/IN/case/5 Nigeria/NNP/obl/2")
    assert (here["Gunmen"].code, here["Gunmen"].rule) == ("NGAUAF", "role+country:sentence")
    later = actors(
        knowledge,
        "Nigeria/NNP/nsubj/2 voted/VBD/root/0",
        "Gunmen/NNS/nsubj/2 killed/VBD/root/0 villagers/NNS/obj/2",
    )
    assert (later["Gunmen"].code, later["Gunmen"].rule) == ("NGAUAF", "role+country:article")


def test_who_cannot_be_placed_is_coded_by_the_role_alone(knowledge: Knowledge) -> None:
    """No country is made up for them, and nobody later takes anything from them."""
    found = actors(
        knowledge,
        "Gunmen/NNS/nsubj/2 kidnapped/VBD/root/0 a/DT/det/5 French/JJ/amod/5 journalist/NN/obj/2",
        "They/PRP/nsubj/2 fled/VBD/root/0",
    )
    assert (found["Gunmen"].code, found["Gunmen"].rule) == ("UAF", "role:alone")
    assert found["a French journalist"].code == "FRAMED"
    assert "They" not in found


def test_names_in_unparsed_sentences_are_known(knowledge: Knowledge) -> None:
    """They give no mention, yet the bare surname later is resolved."""
    found = codes(knowledge, "?George W. Bush spoke", "Bush/NNP/nsubj/2 left/VBD/root/0", on="2003-01-01")
    assert found == {"Bush": "USAGOV"}


def test_a_description_takes_the_name_it_is_known_as(knowledge: Knowledge) -> None:
    """ "These workers, known as the White Helmets"."""
    found = actors(
        knowledge,
        "These/DT/det/2 workers/NNS/nsubj/8 ,/,/punct/4 known/VBN/acl/2 as/IN/case/6 Hamas/NNP/obl/4 ,/,/punct/4 "
        "left/VBD/root/0",
    )
    assert found["These workers"].code == found["Hamas"].code != ""
    assert found["These workers"].rule == "apposition"


def test_those_whom_a_clause_tells_apart_are_none_spoken_of_before(knowledge: Knowledge) -> None:
    """ "The rebels that fled" need not be the Ugandan ones."""
    before = "Ugandan/JJ/amod/2 rebels/NNS/nsubj/3 left/VBD/root/0"
    plain = "The/DT/det/2 rebels/NNS/nsubj/3 waited/VBD/root/0"
    told = "The/DT/det/2 rebels/NNS/nsubj/5 that/WDT/nsubj/4 fled/VBD/acl:relcl/2 waited/VBD/root/0"
    assert actors(knowledge, before, plain)["The rebels"].rule == "definite:same-role"
    assert "The rebels" not in actors(knowledge, before, told)
