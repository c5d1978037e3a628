# SPDX-License-Identifier: Apache-2.0
"""A window with one of each, for proving that the accessibility bus can be read. Not a test by itself.

With the word `unnamed` it also holds a field that nobody named, which the rule has to see.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QCheckBox, QFormLayout, QLineEdit, QPushButton, QWidget


def main() -> int:
    application = QApplication(sys.argv)
    window = QWidget()
    window.setWindowTitle(" ".join(["A small window", *sys.argv[1:]]))
    form = QFormLayout(window)
    form.addRow("&Family name", QLineEdit("Okafor"))
    form.addRow(QCheckBox("Has keys"))
    form.addRow(QPushButton("Finish"))
    if "unnamed" in sys.argv:
        form.addRow(QLineEdit())
    window.show()
    return application.exec()


if __name__ == "__main__":
    raise SystemExit(main())
