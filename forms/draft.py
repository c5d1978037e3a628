# SPDX-License-Identifier: Apache-2.0
"""The answers of one form so far, plain and Qt-free; what a screen changes and what the vault keeps as a row.

Never throws an answer away that it was not asked to: one that does not apply any more, one whose question is
gone from a newer version of the form, and one that a newer app wrote all survive the round trip (hazard 19).

    {"v": 1, "form": canonical, "version": "1", "rows": {group: [row]}, "not_covered": [section],
     "answers": [[row or null, linkId, answer]], "earlier": [{"version", "row", "link_id", "answer"}]}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from forms.answers import (
    Answer,
    AnswerType,
    NotNow,
    Path,
    RowId,
    Unknown,
    answer_from_json,
    answer_to_json,
    is_blank,
)
from forms.definition import Form, Question
from forms.errors import ExpectedError
from forms.relevance import relevant_paths
from forms.validation import Finding, answer_findings, required_finding

SNAPSHOT_VERSION = 1
_KNOWN = {"v", "form", "version", "rows", "not_covered", "answers", "earlier"}


class DraftTooNewError(ExpectedError):
    """A newer app kept this draft in a layout that this one does not know. It must be left as it is.

    Attributes:
        version: the layout's number.
    """

    code = "draft_too_new"

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(str(version))


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What one change brought about: places that apply now and did not, or the other way, and what is wrong.

    `findings` are those of the place that was changed; what is still missing is asked for at the finish.
    """

    now_relevant: tuple[Path, ...] = ()
    now_irrelevant: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer to a question that this version of the form does not have, with the version that had it."""

    version: str
    row: RowId | None
    link_id: str
    answer: Any


def local_now() -> datetime:
    """The moment now, aware, in this laptop's zone."""
    return datetime.now(UTC).astimezone()


class Draft:
    """A form being filled in.

    Attributes:
        form: the version it is filled in with.
        peer: a peer worker fills it in by themselves: what is left for a registered colleague does not apply.
        earlier: answers whose question is gone; finish them under the version that they name.
    """

    def __init__(self, form: Form, *, peer: bool = False, now: Callable[[], datetime] = local_now) -> None:
        self.form = form
        self.peer = peer
        self.earlier: tuple[EarlierAnswer, ...] = ()
        self._now = now
        self._answers: dict[Path, Answer] = {}
        self._rows: dict[str, list[RowId]] = {}
        self._not_covered: set[str] = set()
        self._from_newer: dict[str, Any] = {}
        self._relevant = self._work_out_relevant()

    @property
    def is_started(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self._answers or self._rows or self._not_covered or self.earlier or self._from_newer)

    def set_answer(self, path: Path, answer: Answer) -> DraftChange:
        """Put this answer in its place; an empty line takes the answer away.

        Raises:
            KeyError: the form has no such place.
            TypeError: the value is not of the question's type.
        """
        question = self._question_at(path)
        if is_blank(answer):
            return self.clear(path)
        # Through JSON and back, so that what is on the screen now is what will be there after a crash.
        kept = answer_from_json(answer_to_json(answer), question.answer_type)
        if isinstance(kept, Unknown) and not isinstance(answer, Unknown):
            raise TypeError(f"{question.link_id} takes {question.answer_type}")
        self._answers[path] = kept
        return self._changed(self.findings(path))

    def clear(self, path: Path) -> DraftChange:
        """Take the answer away: nothing has been said, which is neither "not asked" nor "not now"."""
        self._question_at(path)
        self._answers.pop(path, None)
        return self._changed()

    def answer(self, path: Path) -> Answer | None:
        """What has been answered at this place, whether it applies now or not."""
        return self._answers.get(path)

    def findings(self, path: Path) -> tuple[Finding, ...]:
        """What is wrong with the answer at this place."""
        answer = self._answers.get(path)
        if answer is None:
            return ()
        return answer_findings(self._question_at(path), path, answer, self._now())

    def add_row(self, group: str) -> RowId:
        """A new empty row at the end of a repeating group.

        Raises:
            KeyError: there is no such repeating group.
        """
        if not self.form.by_link_id[group].children:
            raise KeyError(group)
        row = RowId(uuid4().hex)
        self._rows.setdefault(group, []).append(row)
        self._relevant = self._work_out_relevant()
        return row

    def rows(self, group: str) -> tuple[RowId, ...]:
        """The rows of a repeating group, in order."""
        return tuple(self._rows.get(group, ()))

    def remove_row(self, row: RowId) -> DraftChange:
        """Take a row away with all its answers. Ask the person first: this cannot be undone here.

        Raises:
            KeyError: no group has this row.
        """
        group = next((group for group, rows in self._rows.items() if row in rows), None)
        if group is None:
            raise KeyError(row)
        self._rows[group].remove(row)
        if not self._rows[group]:
            del self._rows[group]
        self._answers = {path: answer for path, answer in self._answers.items() if path[0] != row}
        return self._changed()

    def set_covered(self, section: str, *, covered: bool) -> DraftChange:
        """Mark a section as not covered today, or take the mark off. Answers in it stay as they are.

        Raises:
            KeyError: the form has no such section.
        """
        if section not in {one.link_id for one in self.form.sections}:
            raise KeyError(section)
        self._not_covered.discard(section)
        if not covered:
            self._not_covered.add(section)
        return DraftChange()

    def is_covered(self, section: str) -> bool:
        """Whether the section has no "not covered today" mark."""
        return section not in self._not_covered

    def is_relevant(self, path: Path) -> bool:
        """Whether the question at this place applies now."""
        return path in self._relevant

    def relevant(self) -> tuple[Path, ...]:
        """Every place that applies now, in the order of the form."""
        return tuple(self._relevant)

    def left_for_registered(self) -> tuple[Path, ...]:
        """Places that only a registered colleague is asked, and where nothing stands yet; none for one."""
        if not self.peer:
            return ()
        everything = relevant_paths(self.form, self._rows, self._answers)
        return tuple(path for path in everything if path not in self._relevant and path not in self._answers)

    def answers(self) -> list[tuple[RowId | None, str, Answer]]:
        """What a finished form says: the answers that apply, in the order of the form.

        In a section that was not covered today, each question that nobody answered is "not now".
        """
        return [(row, link_id, answer) for (row, link_id), answer in self._finished()]

    def finish_findings(self) -> tuple[Finding, ...]:
        """All that stands in the way of finishing, in the order of the form; empty when nothing does."""
        found: list[Finding] = []
        for path in self._relevant:
            missing = required_finding(self._question_at(path), path, self._answers.get(path))
            found += [missing] if missing else []
            found += self.findings(path)
        return tuple(found)

    def snapshot(self) -> dict[str, Any]:
        """The whole draft as JSON, the same for the same draft."""
        answers = sorted(self._answers.items(), key=lambda entry: (entry[0][1], entry[0][0] or ""))
        return {
            **self._from_newer,
            "v": SNAPSHOT_VERSION,
            "form": self.form.canonical,
            "version": self.form.version,
            "rows": {group: list(rows) for group, rows in sorted(self._rows.items())},
            "not_covered": sorted(self._not_covered),
            "answers": [[row, link_id, answer_to_json(answer)] for (row, link_id), answer in answers],
            "earlier": [asdict(one) for one in self.earlier],
        }

    @classmethod
    def from_snapshot(
        cls,
        form: Form,
        snapshot: Mapping[str, Any],
        *,
        peer: bool = False,
        now: Callable[[], datetime] = local_now,
    ) -> Draft:
        """Go on with a draft, in the version it was begun in or a newer one.

        Raises:
            DraftTooNewError: a newer app keeps drafts in another way.
            ValueError: it is a draft of another form.
        """
        if snapshot["v"] > SNAPSHOT_VERSION:
            raise DraftTooNewError(snapshot["v"])
        if snapshot["form"] != form.canonical:
            raise ValueError("a draft of another form")
        draft = cls(form, peer=peer, now=now)
        draft._from_newer = {key: value for key, value in snapshot.items() if key not in _KNOWN}
        draft._take_rows(snapshot["rows"])
        sections = {section.link_id for section in form.sections}
        draft._not_covered = sections & set(snapshot["not_covered"])
        draft._take_answers(snapshot)
        draft._relevant = draft._work_out_relevant()
        return draft

    def _take_rows(self, rows: Mapping[str, list[str]]) -> None:
        for group, ids in rows.items():
            question = self.form.by_link_id.get(group)
            if question is not None and question.children and ids:
                self._rows[group] = [RowId(row) for row in ids]

    def _take_answers(self, snapshot: Mapping[str, Any]) -> None:
        current = [
            EarlierAnswer(snapshot["version"], row, link_id, raw) for row, link_id, raw in snapshot["answers"]
        ]
        kept = [EarlierAnswer(**one) for one in snapshot["earlier"]]
        left = []
        for one in (*current, *kept):
            path = (one.row, one.link_id)
            if self._has(path) and path not in self._answers:
                self._answers[path] = answer_from_json(one.answer, self._question_at(path).answer_type)
            else:
                left.append(one)
        self.earlier = tuple(left)

    def _has(self, path: Path) -> bool:
        row, link_id = path
        question = self.form.by_link_id.get(link_id)
        if question is None or question.answer_type is AnswerType.NOTHING:
            return False
        return row is None if question.group is None else row in self._rows.get(question.group, ())

    def _question_at(self, path: Path) -> Question:
        question = self.form.by_link_id[path[1]]
        if question.answer_type is not AnswerType.NOTHING and not self._has(path):
            raise KeyError(path)
        return question

    def _finished(self) -> Iterator[tuple[Path, Answer]]:
        for path in self._relevant:
            question = self._question_at(path)
            answer = self._answers.get(path)
            if answer is not None:
                yield path, answer
            elif question.answer_type is not AnswerType.NOTHING and not self.is_covered(question.section):
                yield path, NotNow()

    def _work_out_relevant(self) -> dict[Path, None]:
        return dict.fromkeys(relevant_paths(self.form, self._rows, self._answers, peer=self.peer))

    def _changed(self, findings: tuple[Finding, ...] = ()) -> DraftChange:
        before, self._relevant = self._relevant, self._work_out_relevant()
        return DraftChange(
            now_relevant=tuple(path for path in self._relevant if path not in before),
            now_irrelevant=tuple(path for path in before if path not in self._relevant),
            findings=findings,
        )
