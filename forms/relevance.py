# SPDX-License-Identifier: Apache-2.0
"""Which questions apply now, given the answers so far.

Never changes or forgets an answer: one that does not apply any more is only not counted, and a question that
does not apply cannot make another one apply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from forms.answers import Answer, AnswerValue, Given, Path, RowId, is_blank
from forms.definition import Condition, ConditionValue, Form, Operator, Question, Rule


def relevant_paths(
    form: Form,
    rows: Mapping[str, Sequence[RowId]],
    answers: Mapping[Path, Answer],
    *,
    peer: bool = False,
) -> tuple[Path, ...]:
    """Every place that applies now, in the order of the form; a group's rows stand after the group.

    Args:
        form: the form.
        rows: the rows of each repeating group, by the group's linkId.
        answers: what has been answered, at places that apply or not.
        peer: a peer worker asks by themselves: what is left for a registered colleague does not apply.
    """
    relevance = _Relevance(form, answers, peer=peer)
    return tuple(path for path in _paths(form, rows) if relevance.holds(path))


def _paths(form: Form, rows: Mapping[str, Sequence[RowId]]) -> Iterator[Path]:
    for section in form.sections:
        for question in section.questions:
            yield None, question.link_id
            for row in rows.get(question.link_id, ()):
                for child in question.children:
                    yield row, child.link_id


class _Relevance:
    """Works out each place once. Forms with circles are refused when they are read."""

    def __init__(self, form: Form, answers: Mapping[Path, Answer], *, peer: bool) -> None:
        self._form = form
        self._peer = peer
        self._answers = answers
        self._known: dict[Path, bool] = {}

    def holds(self, path: Path) -> bool:
        """Whether every rule of the question at this place holds."""
        if path not in self._known:
            row, link_id = path
            question = self._form.by_link_id[link_id]
            asked = not (self._peer and question.registered_only)
            self._known[path] = asked and all(
                self._rule_holds(rule, question, row) for rule in question.enable_when
            )
        return self._known[path]

    def _rule_holds(self, rule: Rule, question: Question, row: RowId | None) -> bool:
        results = (self._condition_holds(condition, question, row) for condition in rule.conditions)
        return all(results) if rule.needs_all else any(results)

    def _condition_holds(self, condition: Condition, question: Question, row: RowId | None) -> bool:
        asked = self._form.by_link_id[condition.link_id]
        path = (row if asked.group is not None and asked.group == question.group else None, asked.link_id)
        answer = self._answers.get(path) if self.holds(path) else None
        # Only something given can be compared: "not asked" and "not now" are no values (design 1.6).
        value = answer.value if isinstance(answer, Given) and not is_blank(answer) else None
        return condition_holds(condition, value)


def condition_holds(condition: Condition, value: AnswerValue | None) -> bool:
    """Compare one given value, or None where there is none, as R4 enableWhen does.

    Of several values one that fits is enough, for "!=" as well.
    """
    if condition.operator is Operator.EXISTS:
        return (value is not None) is condition.value
    if value is None:
        return False
    several = value if isinstance(value, tuple) else (value,)
    return any(_compare(condition.operator, one, condition.value) for one in several)


def _compare(operator: Operator, value: object, wanted: ConditionValue) -> bool:
    if operator is Operator.EQUAL:
        return value == wanted
    if operator is Operator.UNEQUAL:
        return value != wanted
    order = _order(value, wanted)
    if order is None:
        return False
    return {
        Operator.ABOVE: order > 0,
        Operator.BELOW: order < 0,
        Operator.AT_LEAST: order >= 0,
        Operator.AT_MOST: order <= 0,
    }[operator]


def _order(value: object, wanted: ConditionValue) -> int | None:
    """-1, 0 or 1; None for what has no order, such as a date that was typed and cannot be read."""
    if isinstance(value, date) and isinstance(wanted, date):
        return (value > wanted) - (value < wanted)
    if isinstance(value, int | Decimal) and isinstance(wanted, int | Decimal):
        return (value > wanted) - (value < wanted)
    return None
