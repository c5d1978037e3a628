# SPDX-License-Identifier: Apache-2.0
"""The reference of a cold start: the least that PySide6 can show. Never imports anything of ours."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication(["bare"])
window = QMainWindow()
window.resize(1280, 800)
window.show()
app.processEvents()
sys.stdout.write('{"event": "shown"}\n')
sys.stdout.flush()
