"""Which test holds which attack, in one table that is itself tried.

The attacks are told in our own words; each row names a test file and a test in it.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

HELD_BY = {
    "a bot's door without an application id": "host/test_running.py::test_serving_names_every_secret_it_lacks",
    "unsigned activities from afar": "bot/test_settings.py::test_a_door_that_proves_nobody_is_on_loopback",
    "a token signed by nobody, or by a shared secret": "bot/test_who_may_speak.py::test_a_token_that_proves_nothing_is_answered_401",
    "a flood of tokens of other algorithms": "bot/test_who_may_speak.py::test_a_token_of_another_algorithm_fetches_no_keys",
    "a token too old or too young": "bot/test_who_may_speak.py::test_a_valid_token_is_let_in_with_5_minutes_of_skew",
    "a service address of the attacker's": "bot/test_who_may_speak.py::test_a_service_address_not_allowed_is_refused_before_the_turn",
    "a body that is too large or lies about it": "bot/test_who_may_speak.py::test_a_length_that_lies_is_refused_and_the_connection_closed",
    "ten thousand attachments": "bot/test_who_may_speak.py::test_a_list_too_long_is_answered_400",
    "an activity replayed to two processes": "bot/test_messages_endpoint.py::test_three_deliveries_two_at_once_on_two_processes",
    "a web chat message replayed to two processes": "attacks/test_twice.py::test_an_activity_sent_three_times_is_answered_once",
    "taps in an order nobody meant": "attacks/test_stale_cards.py::test_a_tap_before_its_card_changes_nothing",
    "somebody else's appointment": "attacks/test_others_appointments.py::test_anothers_id_is_answered_as_an_id_of_nothing",
    "every verb with another's ids, by every role": "attacks/test_every_verb.py::test_nobody_without_the_right_gets_or_changes_anything",
    "a verb that nobody tried to misuse": "attacks/test_every_verb.py::test_every_verb_is_tried_or_is_said_to_reach_nothing_of_others",
    "news meant for another of one's group": "notifications/test_chat_sender.py::test_nobody_hears_what_is_told_another_of_a_group_they_opened",
    "roles and prices in card data": "attacks/test_smuggled_data.py::test_what_a_card_did_not_ask_for_is_ignored",
    "times that are none": "attacks/test_smuggled_data.py::test_no_nonsense_in_a_card_breaks_a_turn",
    "times nobody offered": "attacks/test_smuggled_data.py::test_a_time_that_cannot_be_had_is_refused_and_not_booked",
    "bodies no card could send": "attacks/test_smuggled_data.py::test_a_body_no_card_could_send_is_refused_before_the_turn",
    "a double tap": "attacks/test_twice.py::test_a_double_tap_is_one_appointment_and_the_same_answer",
    "another directory's token": "bot/test_who_may_speak.py::test_another_directory_is_answered_403_whatever_headers_say",
    "another business's data": "attacks/test_other_businesses.py::test_no_answer_tells_of_the_other_business",
    "a pass shown at another door": "attacks/test_forged_passes.py::test_what_is_signed_for_one_door_opens_no_other",
    "a demonstration's pass, for real": "attacks/test_forged_passes.py::test_what_a_demonstration_signed_is_worth_nothing_for_real",
    "acting as staff, for real": "attacks/test_forged_passes.py::test_for_real_nobody_is_who_they_say",
    "the other business's ids in one's own taps": "attacks/test_other_businesses.py::test_no_run_of_taps_with_the_ids_of_the_other_business_shows_any_of_it",
    "a forged host header": "attacks/test_other_businesses.py::test_the_host_header_decides_nothing",
    "markup in a name, in a real browser": "attacks/test_markup.py::test_a_name_is_shown_as_it_was_written",
    "markup in every text of every card": "cards/test_rendering.py::test_hostile_words_are_shown_as_they_were_written",
    "lines slipped into a calendar file": "calendars/test_invitations.py::test_what_people_wrote_adds_no_line_and_no_parameter",
    "lines slipped into the log": "bot/test_logs.py::test_no_value_can_begin_a_line_or_move_the_cursor",
    "people in the log": "attacks/test_secrets.py::test_the_log_holds_ids_and_one_object_a_line",
    "people in the log after a fault": "attacks/test_secrets.py::test_a_fault_tells_the_log_no_name_and_the_asker_nothing",
    "texts that take for ever to read": "language/test_hostile_input.py::test_work_is_bounded",
    "a time the clocks jump over": "attacks/test_changed_clocks.py::test_a_time_in_the_gap_is_named_and_others_are_offered",
    "card data in the gap": "attacks/test_changed_clocks.py::test_card_data_in_the_gap_is_the_instant_it_names_or_none",
    "a time that comes twice": "attacks/test_changed_clocks.py::test_a_time_that_comes_twice_is_asked_and_kept",
    "a day without a midnight": "attacks/test_changed_clocks.py::test_a_day_without_a_midnight_begins_an_hour_later",
    "two hundred bookers for one slot": "reliability/test_one_slot.py::test_one_of_many_gets_the_slot",
    "files of the machine": "attacks/test_secrets.py::test_files_of_the_machine_are_plainly_not_there",
    "secrets in logs and tables": "attacks/test_secrets.py::test_secrets_are_in_no_log_and_in_no_table",
    "clients that hammer": "doors/test_doors.py::test_hammering_clients_leave_the_host_well",
    "heads that never end": "doors/test_doors.py::test_a_slow_head_is_hung_up_on",
    "odd methods": "doors/test_doors.py::test_odd_methods_are_refused_everywhere",
    "packages nobody pinned": "architecture/test_requirements.py::test_every_package_is_pinned_and_hashed",
}


@pytest.mark.parametrize("place", HELD_BY.values(), ids=HELD_BY)
def test_each_attack_is_held_by_a_test_that_exists(place: str) -> None:
    file, name = place.split("::")
    assert f"def {name}(" in (TESTS / file).read_text()
