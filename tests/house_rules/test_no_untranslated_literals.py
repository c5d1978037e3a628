# SPDX-License-Identifier: Apache-2.0
"""No word reaches a window except through gettext (house 4, i18n; design 2, "Words on screen")."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.house_rules.sources import called_name, last_word, parsed, place, python_files

# What Qt shows or speaks. A colour, an object name or a property is not among them.
SHOWN_BY_METHODS = {
    "setText", "setPlainText", "setHtml", "setMarkdown", "setWindowTitle", "setTitle", "setSubTitle",
    "setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setToolTip", "setStatusTip",
    "setWhatsThis", "setInformativeText", "setDetailedText", "setLabelText", "setButtonText", "setIconText",
    "setPrefix", "setSuffix", "setSpecialValueText", "setItemText", "setTabText", "setHeaderLabels",
    "setHorizontalHeaderLabels", "setVerticalHeaderLabels", "setApplicationDisplayName", "showMessage",
    "addItem", "addItems", "insertItem", "insertItems", "addTab", "insertTab", "addAction", "addMenu",
    "addButton", "addRow", "insertRow", "information", "question", "warning", "critical", "drawText",
}  # fmt: skip
SHOWN_BY_QT_CLASSES = {
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QCommandLinkButton", "QGroupBox",
    "QAction", "QMenu", "QMessageBox", "QProgressDialog", "QDockWidget", "QListWidgetItem",
    "QTableWidgetItem", "QTreeWidgetItem", "QStandardItem", "QLineEdit", "QPlainTextEdit", "QTextEdit",
}  # fmt: skip
GETTEXT = {"_", "N_", "ngettext", "pgettext"}
LOGGERS = {"log", "logger", "logging", "_log", "_logger"}  # their `warning` and `critical` show nothing
PROPER_NAMES = {"Keepwell"}
_NOT_WORDS = re.compile(r"</?[a-zA-Z][^<>]*>?|&\w+;|&#\d+;")
_LETTER = re.compile(r"[^\W\d_]")


def has_words(text: str) -> bool:
    return bool(_LETTER.search(_NOT_WORDS.sub("", text))) and text not in PROPER_NAMES


def looks_like_words(text: str) -> bool:
    """Of what is handed to a widget of ours, a name such as "primary" is not shown; a sentence is."""
    return has_words(text) and (" " in text or text[0].isupper())


def literals(node: ast.expr) -> Iterator[str]:
    """The strings written out in an expression, without what has been through a call such as `_()`."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Call(func=ast.Attribute(value=inside)) if not isinstance(inside, ast.Name):
            yield from literals(inside)  # "…".format(…), "…".join(…)
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            yield from (text for part in parts for text in literals(part))
        case ast.BoolOp(values=parts):
            yield from (text for part in parts for text in literals(part))
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            yield from (*literals(left), *literals(right))
        case ast.Starred(value=inside) | ast.NamedExpr(value=inside):
            yield from literals(inside)


def widget_classes(trees: Iterable[ast.Module]) -> set[str]:
    """Our own classes that are widgets: their base, or their base's base, is one of Qt's."""
    bases = {
        node.name: {last_word(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found: set[str] = set()
    while True:
        more = {name for name, of in bases.items() if any(b.startswith("Q") or b in found for b in of)}
        if more == found:
            return found
        found = more


def untranslated(tree: ast.Module, ours: set[str]) -> list[tuple[int, str]]:
    """Line and text of every word that is shown without gettext."""
    found = []
    ours = ours - from_other_rooms(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _is_logging(node):
            continue
        name = called_name(node)
        if name in SHOWN_BY_METHODS | SHOWN_BY_QT_CLASSES:
            is_shown = has_words
        elif name in ours:
            is_shown = looks_like_words
        else:
            continue
        given = [*node.args, *(one.value for one in node.keywords if one.arg != "objectName")]
        found += [(node.lineno, text) for one in given for text in literals(one) if is_shown(text)]
    return found


def from_other_rooms(tree: ast.Module) -> set[str]:
    """Names that a file takes from a room without widgets: a `Words` of records is no label."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("desktop")
        for alias in node.names
    }


def unfindable(tree: ast.Module) -> list[int]:
    """Lines where gettext is given what no extractor can find: an f-string, or a text already filled in."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and called_name(node) in GETTEXT
        and any(isinstance(part, ast.JoinedStr | ast.BinOp) or _is_format(part) for part in node.args)
    ]


def _is_format(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and called_name(node) == "format"


def _is_logging(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and last_word(call.func.value) in LOGGERS


def test_no_word_is_shown_without_gettext():
    files = python_files("desktop")
    ours = widget_classes(parsed(path) for path in files)
    found = {place(path): untranslated(parsed(path), ours) for path in files}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_gettext_is_only_given_what_the_extractor_finds():
    found = {place(path): unfindable(parsed(path)) for path in python_files()}
    assert {name: lines for name, lines in found.items() if lines} == {}


OURS = """
class Card(QFrame): pass
class PersonCard(Card): pass
class Plain: pass
"""


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Finish")',
        "label.setText(f'Visit to {name}')",
        "label.setText('Visit to {}'.format(name))",
        "label.setText('Visit to ' + name)",
        "label.setText(_('Visit') if here else 'Away')",
        "label.setText(name or 'Nobody')",
        "self.box.addItems(['Yes', _('No')])",
        "QLabel('Name', self)",
        "QtWidgets.QPushButton(text='Finish')",
        "self.setAccessibleName('Family name')",
        "QMessageBox.warning(self, title, 'It is gone')",
        "PersonCard('Finish')",
        "PersonCard(title='the plan')",
        "form.addRow('&Name', edit)",
        "label.setText('<b>Now</b>')",
    ],
)
def test_the_rule_sees_a_word_without_gettext(line):
    ours = widget_classes([ast.parse(OURS)])
    assert untranslated(ast.parse(line), ours)


@pytest.mark.parametrize(
    "line",
    [
        'label.setText(_("Finish"))',
        "label.setText(_('Visit to {name}').format(name=name))",
        "label.setText(name)",
        "label.setText(f'{one} · {other}')",
        "label.setText(f'<b>{one}</b>&nbsp;{two}')",
        "label.setText(' · '.join([one, other]))",
        "label.setText('')",
        "label.setObjectName('finishButton')",
        "QLabel(self, objectName='finishLabel')",
        "PersonCard(_('Finish'), 'primary')",
        "Plain('Not a widget at all')",
        "window.setWindowTitle('Keepwell')",
        "log.warning('no network')",
        "label.setText(words['title'])",
        "label.setText(ngettext('{n} visit', '{n} visits', n).format(n=n))",
    ],
)
def test_the_rule_lets_through_what_is_right(line):
    ours = widget_classes([ast.parse(OURS)])
    assert untranslated(ast.parse(line), ours) == []


@pytest.mark.parametrize("line", ["_(f'to {x}')", "_('to {}'.format(x))", "_('to ' + x)", "N_('a' % x)"])
def test_the_rule_sees_a_text_filled_in_too_early(line):
    assert unfindable(ast.parse(line)) == [1]
    assert unfindable(ast.parse("_('to {x}').format(x=x); _(TITLE)")) == []
