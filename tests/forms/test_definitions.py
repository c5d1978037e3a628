# SPDX-License-Identifier: Apache-2.0
"""The forms that come with the app say what the service needs, require very little, and rate nobody."""

import json
import re
from datetime import UTC, date, datetime, time

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from forms import registry
from forms.answers import AnswerType, Given, LocalMoment, NotAsked, NotNow
from forms.definition import Filler, ItemClass, Kind, QuestionType
from forms.draft import Draft
from forms.registry import all_forms, newest_form
from locales.strings import questionnaire_words

FILES = sorted(registry._DEFINITIONS.glob("*.json"))
FORMS = {form.canonical: form for form in all_forms()}
LONDON = "Europe/London"
SHARING_FORM = "urn:keepwell:questionnaire:sharing"
STOPPED_FORM = "urn:keepwell:questionnaire:sharing_stopped"
SHARED_WITHOUT_FORM = "urn:keepwell:questionnaire:shared_without"


def ids(lines):
    return lines.split()


PLAN_IDS = ids("""
own_statement offer_state hope well_like toolbox daily_must daily_might stressors stressors_plan
early_signs early_plan others_notice breaking_signs breaking_plan cp1_well cp2_signs cp3_people
cp3_not cp3_jobs cp3_disagree cp4_health cp4_meds_ok cp4_meds_avoid cp4_allergy cp5_treat_ok
cp5_treat_no cp6_home cp7_place_ok cp7_place_no cp8_help cp8_worse cp8_tasks cp9_over cp_sign
cp_supporters_agreed legal_links pc_feel pc_people pc_first_day pc_tasks_now pc_tasks_wait pc_back
pc_learned pc_change pc_done review_when
""")
# Domain I2, with the homecoming list as M5 orders it. The discharge of I2 and the no reply of I3 have forms
# of their own. Beside I2: a young carer and what comes next (M7), the call for a registered colleague.
VISIT_IDS = ids("""
present registered id_check contact_dt contact_mode contact_outcome with_person spoke_alone
fn_tonight fn_keys fn_clothes fn_food fn_electric fn_gas fn_heat fn_money fn_phone
fn_people housing dependants pets promises gp_reg gp_letter care_plan_copy s117 care_act chc d2a_by
home_feel sleep eating mood_words physical substances what_went_well what_matters_next carer_view
carer_ok carer_assess safety_ask safety_words safety_understand safety_means safety_now harm_others
hurt_by_others sp_offer sp_signs sp_alone sp_around sp_ask sp_services sp_safer sp_reasons
crisis_known meds_have meds_days meds_take meds_effects meds_old meds_next meds_due next_appt
agreed_actions registered_review plan_review advocate housing_ref person_reads carer_young carer_next
need_registered
""")
# With the last of them, the page before leaving knows of interpreters.
PERSON_IDS = ids("""
name called dob nhs_no nhs_no_status nhs_no_reason address phone contact_preference safe_contact
emergency_contact language interpreter written_format print_size adjust interpreter_for
""")
DISCHARGE_IDS = ids("""
disch_dt disch_ward bed_type disch_dest disch_method sui_risk_at_disch
dh_notice dh_safety dh_plan dh_shared dh_meeting dh_crisis dh_covers dh_for_now dh_medicines dh_legal dh_s117
dh_care_act dh_chc dh_assess_by dh_pathway dh_advocate dh_capacity dh_team
""")
HANDOVER_IDS = ids("""
handover_who handover_role handover_when handover_how handover_decided handover_next handover_by
""")
# Domain I3, whose nc_handover is the block that three forms share.
NO_REPLY_IDS = ids("""
nc_type nc_attempts nc_seen_signs nc_concern nc_contacts nc_checks nc_police nc_next nc_close
""")
# Domain M3: adult and child are a choice in one form.
SAFEGUARDING_IDS = ids("""
sg_about sg_who sg_seen sg_words sg_kind sg_by_whom sg_children sg_now sg_told sg_wants sg_can_choose
sg_passed_to sg_reference
""")
NEAR_MISS_IDS = ids("""
nm_when nm_where nm_what nm_harm nm_who nm_done nm_told nm_words nm_learn nm_reference
""")
CHECK_IN_IDS = ids("""
ci_why ci_goals ci_start ci_end ci_end_who ci_lead ci_lead_cover ci_how ci_dates ci_silence ci_signs
ci_after ci_gp ci_disagree ci_reply_hours ci_silences
""")
CONTACT_IDS = ids("""
cc_by cc_dt cc_how cc_words cc_need cc_reply_min cc_safety cc_change cc_result cc_moved
""")
# Domain I4's cd_decision, a form of its own: the goals, the views of two, the name, the way back (M6, M10).
LEAVING_IDS = ids("""
cd_when cd_met cd_unmet cd_view cd_carer_view cd_who cd_decision cd_back_how cd_gp_asked cd_given
""")
# Domain D: what was agreed as success, with a day, beside the plan.
GOALS_IDS = ids("goals")
# Domain M11: a copy owed, with an owner and a date.
COPY_OWED_IDS = ids("co_sheet co_for co_who co_by")
# Domain I5 without what is not asked as a question: the choices themselves, and who must not see.
SHARING_IDS = ids("""
sh_limits_told sh_capacity sh_how
""")
# Not listed in the domain: a carer's own voice and needs (K12, M7, and the Accessible Information Standard).
CARER_IDS = ids("""
ca_name ca_young ca_young_who ca_agreed ca_language ca_interpreter ca_written_format ca_reach ca_need_to_know
ca_notice ca_worry ca_can_do ca_own_help ca_connected ca_assess ca_review
""")
DOMAIN_IDS = {
    registry.PLAN: PLAN_IDS,
    registry.VISIT: VISIT_IDS,
    registry.PERSON: PERSON_IDS,
    registry.DISCHARGE: DISCHARGE_IDS,
    registry.CHECK_IN: CHECK_IN_IDS,
    registry.CONTACT: CONTACT_IDS,
    registry.CARER: CARER_IDS,
    registry.GOALS: GOALS_IDS,
    registry.LEAVING: LEAVING_IDS,
    SHARING_FORM: SHARING_IDS,
    STOPPED_FORM: ids("sh_withdraw"),
    SHARED_WITHOUT_FORM: ids("sh_override"),
    registry.NO_REPLY: [*NO_REPLY_IDS, *HANDOVER_IDS],
    registry.SAFEGUARDING: [*SAFEGUARDING_IDS, *HANDOVER_IDS],
    registry.NEAR_MISS: [*NEAR_MISS_IDS, *HANDOVER_IDS],
    registry.COPY_OWED: COPY_OWED_IDS,
}
# Where the domain has one field of two types (text and date…), the second one is named after the first.
SECOND_HALVES = {
    "legal_links_where",
    *("safety_now_done", "safety_now_when", "crisis_known_to", "d2a_when", "advocate_kind"),
    "need_registered_why",
    "harm_others_words",
    "hurt_by_others_words",
    "meds_next_when",
    "next_appt_when",
    "next_appt_where",
    "next_appt_who",
    "registered_review_when",
    "housing_ref_council",
    "person_reads_words",
    *("cc_result_until", "cc_result_why", "cc_sooner_when", "cc_sooner_who", "cc_sooner_where"),
    *("cc_crisis_told", "cc_moved_what", "cd_again_when", "cd_disagree", "cd_advocate", "cd_review"),
    *("cc_carer", "cc_carer_words", "cc_ready_when", "cd_review_by"),
    *("cd_advice", "cd_gp_questions"),
    *("dh_meeting_when", "dh_meeting_who", "dh_for_now_why", "dh_for_now_exit", "dh_medicines_days"),
    *("dh_assess_when", "dh_capacity_words"),
    *("nc_refused_words", "nc_safe_how", "nc_safe_who", "nc_found_where", "nc_found_since", "nc_found_by"),
    *("nc_concern_words", "nc_checks_words", "nc_police_why", "nc_police_ref", "nc_police_instead"),
    *("nc_next_when", "nc_next_who", "nc_next_joint", "nc_close_how", "nc_close_senior"),
    *("sg_now_done", "sg_told_why", "sg_best"),
    "sh_limits_when",
    *("sh_capacity_steps", "sh_capacity_doubt", "sh_capacity_done", "sh_capacity_best", "sh_witness"),
    "sh_withdraw_what",
    *("sh_override_to", "sh_override_reason", "sh_override_law", "sh_override_told"),
    *("sh_override_told_dt", "sh_override_not_told"),
}
SIX_PARTS = [
    "Keeps me well",
    "Knocks me off balance",
    "Early signs",
    "When things get worse",
    "My crisis plan",
    "After a crisis",
]


def required(form):
    return {one.link_id for one in form.by_link_id.values() if one.required}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_definition_is_a_valid_fhir_questionnaire(path):
    assert (
        Questionnaire.model_validate_json(path.read_bytes()).url == f"urn:keepwell:questionnaire:{path.stem}"
    )


@pytest.mark.parametrize("canonical", list(DOMAIN_IDS))
def test_each_form_asks_what_the_domain_lists_and_nothing_else(canonical):
    form = FORMS[canonical]
    asked = {link_id for link_id, one in form.by_link_id.items() if one.group is None} - SECOND_HALVES
    # Of these only the halves are asked, by names of their own.
    expected = set(DOMAIN_IDS[canonical]) - {"next_appt", "nc_next"}
    assert asked == expected
    for one in form.by_link_id.values():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", one.link_id)
        assert one.type is not QuestionType.NOTE


def test_there_are_these_forms_and_no_other():
    assert set(FORMS) == set(DOMAIN_IDS)


def test_nothing_is_required_of_a_visit_but_what_the_domain_lists():
    # Domain I2, "Really required to finish".
    assert required(FORMS[registry.VISIT]) == {
        "id_check",
        "contact_dt",
        "contact_mode",
        "contact_outcome",
        "with_person",
        "safety_ask",
        "crisis_known",
        "next_appt_when",
        "registered_review",
    }


def test_a_plan_requires_nothing_but_that_its_owner_was_shown_whose_it_is():
    assert required(FORMS[registry.PLAN]) == {"own_statement"}


def test_a_new_person_needs_a_name_a_birthday_and_a_number_or_why_not():
    assert required(FORMS[registry.PERSON]) == {"name", "dob", "nhs_no_reason"}
    draft = Draft(FORMS[registry.PERSON])
    draft.set_answer((None, "nhs_no"), Given("9434765919"))
    assert not draft.is_relevant((None, "nhs_no_reason"))


def test_sharing_asks_first_whether_the_limits_were_told_and_by_which_law_only_where_it_was_needed():
    draft = Draft(FORMS[SHARING_FORM], now=lambda: datetime(2026, 7, 4, 14, 10, tzinfo=UTC))
    assert next(iter(FORMS[SHARING_FORM].by_link_id)) == "sh_limits_told"
    assert [one.path[1] for one in draft.finish_findings()] == ["sh_limits_told", "sh_capacity", "sh_how"]
    draft.set_answer((None, "sh_limits_told"), NotAsked("her mother stayed in the room"))
    draft.set_answer((None, "sh_capacity"), Given(value=True))
    draft.set_answer((None, "sh_how"), Given("gesture"))
    assert draft.finish_findings() == ()
    without = Draft(FORMS[SHARED_WITHOUT_FORM])
    assert [one.path[1] for one in without.finish_findings()] == [
        f"sh_override{one}" for one in ("", "_to", "_reason", "_law", "_told")
    ]


WORDS_ABOUT_NOBODY = re.compile(
    r"\b(risk|scores?|ratings?|rate|per ?cent|percentages?|complete[ds]?|complian\w+|non-|patients?|clients?|"
    r"service users?|failed|refused?|trigger\w*|symptoms?|relapse|lorem)\b|%",
    re.IGNORECASE,
)
# "A treatment I have refused in writing" is what the law calls it.
LAWFUL = "A treatment I have refused in writing (advance decision)"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_words_that_rate_or_blame_a_person(path):
    words = set(questionnaire_words(json.loads(path.read_bytes()))) - {LAWFUL}
    assert [one for one in words if WORDS_ABOUT_NOBODY.search(one)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sentences_are_short(path):
    for words in questionnaire_words(json.loads(path.read_bytes())):
        assert max(len(sentence.split()) for sentence in re.split(r"[.?!:] ", words)) <= 20, words


def test_the_picture_of_the_plan_has_the_six_parts():
    assert [one.short for one in FORMS[registry.PLAN].sections if one.short] == SIX_PARTS


def test_every_section_opens_with_one_warm_sentence():
    for form in FORMS.values():
        assert all(section.lead for section in form.sections)


def test_the_crisis_plan_has_its_nine_parts_in_order():
    crisis = next(one for one in FORMS[registry.PLAN].sections if one.short == "My crisis plan")
    headings = list(dict.fromkeys(question.heading for question in crisis.questions))
    assert [heading[:2] for heading in headings] == [f"{number}." for number in range(1, 10)]
    for number in range(1, 10):
        assert any(question.link_id.startswith(f"cp{number}_") for question in crisis.questions)


def test_the_plan_is_statements_and_agreed_fields_only():
    for question in FORMS[registry.PLAN].by_link_id.values():
        assert question.kind in (Kind.STATEMENTS, Kind.AGREED)
        if question.kind is Kind.STATEMENTS:
            assert question.answer_type is AnswerType.LINES
            assert question.item_class in (ItemClass.WORDS, ItemClass.SAFETY)
            assert question.starters
        else:
            assert question.item_class is ItemClass.AGREED


def test_what_could_hurt_if_it_were_lost_is_marked_as_safety():
    safety = {
        link_id
        for form in FORMS.values()
        for link_id, one in form.by_link_id.items()
        if one.item_class is ItemClass.SAFETY
    }
    assert safety == {
        *("cp3_people", "cp3_not", "cp4_allergy", "cp4_meds_avoid"),
        *("sp_signs", "sp_alone", "sp_around", "sp_ask", "sp_services", "sp_safer", "sp_reasons"),
        *("emergency_contact", "sui_risk_at_disch"),
        *HANDOVER_IDS,
    }


def test_the_homecoming_list_has_the_persons_order_and_the_same_three_answers():
    home = [one for one in FORMS[registry.VISIT].by_link_id.values() if one.kind is Kind.HOMECOMING]
    order = ["tonight", "keys", "clothes", "food", "electric", "gas", "heat", "money", "phone", "people"]
    assert [one.link_id for one in home] == [f"fn_{name}" for name in order]
    for question in home:
        assert [option.code for option in question.options] == ["ok", "need_help", "need_help_today"]
        assert question.filler is Filler.PERSON


@pytest.mark.parametrize(
    ("link_id", "codes"),
    [
        ("contact_mode", {"01", "02", "04", "11", "05", "09", "10", "13", "98"}),
        ("contact_outcome", {"5", "6", "3", "7", "2", "4"}),
    ],
)
def test_modes_and_outcomes_keep_the_codes_of_the_national_return(link_id, codes):
    assert {option.code for option in FORMS[registry.VISIT].by_link_id[link_id].options} == codes


def filled_visit(**answers):
    """A visit with just what it takes, where the person was seen by a registered worker."""
    at_two = LocalMoment(date(2026, 7, 4), time(14, 0), LONDON)
    usual = {
        "registered": Given(value=True),
        "id_check": Given(("name", "dob")),
        "contact_dt": Given(at_two),
        "contact_mode": Given("01"),
        "contact_outcome": Given("5"),
        "with_person": Given(value=True),
        "safety_ask": Given(value=False),
        "crisis_known": Given(value=True),
        "next_appt_when": Given(LocalMoment(date(2026, 7, 7), None, LONDON)),
    }
    draft = Draft(newest_form(registry.VISIT), now=lambda: datetime(2026, 7, 4, 14, 10, tzinfo=UTC))
    for link_id, answer in {**usual, **answers}.items():
        if answer is not None:
            draft.set_answer((None, link_id), answer)
    return [(one.path[1], one.code) for one in draft.finish_findings()]


def test_a_visit_with_just_what_it_takes_can_be_finished():
    assert filled_visit() == []


@pytest.mark.parametrize("answer", [NotAsked("her mother stayed in the room"), NotNow()])
def test_safety_may_be_left_with_a_reason_or_not_now_but_not_with_silence(answer):
    assert filled_visit(safety_ask=answer) == []
    assert filled_visit(safety_ask=None) == [("safety_ask", "required")]


def test_a_visitor_who_is_not_registered_names_who_will_read_it():
    for registered in (Given(value=False), NotNow(), None):
        assert filled_visit(registered=registered) == [("registered_review", "required")]
    assert filled_visit(registered=Given(value=False), registered_review=Given("Priya")) == []


@pytest.mark.parametrize("outcome", ["3", "7"])
def test_a_visit_that_met_nobody_goes_on_in_the_page_for_no_reply_and_is_not_finished_here(outcome):
    nobody = {
        "contact_outcome": Given(outcome),
        "with_person": Given(value=False),
        "safety_ask": None,
        "crisis_known": None,
    }
    assert filled_visit(**nobody) == [("contact_outcome", "continues_elsewhere")]
    options = FORMS[registry.VISIT].by_link_id["contact_outcome"].options
    assert {one.code: one.continues_in for one in options if one.continues_in} == {
        "3": registry.NO_REPLY,
        "7": registry.NO_REPLY,
    }


def test_a_visit_that_was_cancelled_says_when_they_next_meet_and_nothing_about_safety():
    cancelled = {"contact_outcome": Given("2"), "with_person": Given(value=False)}
    left = {"safety_ask": None, "crisis_known": None}
    assert filled_visit(**cancelled, **left) == []
    assert filled_visit(**cancelled, **left, next_appt_when=None) == [("next_appt_when", "required")]


def test_every_page_that_a_choice_goes_on_in_comes_with_the_app():
    named = {
        option.continues_in
        for form in FORMS.values()
        for question in form.by_link_id.values()
        for option in question.options
    }
    assert named - {""} <= set(FORMS)


def test_one_way_of_knowing_who_it_is_is_not_enough():
    assert filled_visit(id_check=Given(("name",))) == [("id_check", "too_few")]


def test_when_how_and_with_whom_cannot_be_left_to_a_reason():
    for link_id in ("contact_dt", "contact_mode", "contact_outcome", "with_person"):
        assert (link_id, "required_given") in filled_visit(**{link_id: NotAsked("no time")})
