"""The judge finds what it is there to find."""

from typing import Any

import pytest

from tests.sandbox.judge import judge_request, judge_result

MESSAGE = {"message_id": 1, "date": 1772470800, "chat": {"id": 5, "type": "private"}}


def test_a_request_as_forms_carry_it_is_fine() -> None:
    assert not judge_request(
        "sendMessage",
        {
            "chat_id": "5",
            "text": "123",
            "parse_mode": "HTML",
            "disable_notification": "true",
            "reply_markup": '{"inline_keyboard": [[{"text": "3", "callback_data": "s:3"}]]}',
        },
    )


@pytest.mark.parametrize(
    ("method", "params", "named"),
    [
        ("sendMessage", {"chat_id": 5}, "text"),
        ("sendMessage", {"chat_id": 5, "text": "hi", "colour": "red"}, "colour"),
        ("sendMesage", {"chat_id": 5, "text": "hi"}, "no such method"),
        ("answerCallbackQuery", {"callback_query_id": "1", "show_alert": "often"}, "show_alert"),
        (
            "sendMessage",
            {
                "chat_id": 5,
                "text": "hi",
                "reply_markup": {"inline_keyboard": [[{"text": "3", "data": "s:3"}]]},
            },
            "data",
        ),
    ],
)
def test_a_wrong_request_is_named(method: str, params: dict[str, Any], named: str) -> None:
    assert named in " ".join(judge_request(method, params))


def test_a_result_with_an_unknown_field_is_named_at_any_depth() -> None:
    assert judge_result("sendMessage", MESSAGE) == []
    wrong = MESSAGE | {"chat": {"id": 5, "type": "private", "mood": "good"}}
    assert judge_result("sendMessage", wrong) == [
        "result of sendMessage: .chat.mood: unknown field"
    ]


def test_a_result_without_a_field_it_must_have_is_named() -> None:
    wrong = {name: value for name, value in MESSAGE.items() if name != "date"}
    assert "date" in judge_result("sendMessage", wrong)[0]
