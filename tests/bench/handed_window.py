# SPDX-License-Identifier: Apache-2.0
"""The window that is handed over, begun as `desktop.handover` begins it, and one line once it was painted.

Never shows anything else: `main` there does the same and says nothing.
"""

import sys

from desktop.handover.__main__ import begin

app, window = begin(sys.argv[1:], sys.stdin.buffer.readline())
if app.platformName() == "offscreen":
    window.show()
else:
    window.showFullScreen()
app.processEvents()
sys.stdout.write('{"event": "shown"}\n')
sys.stdout.flush()
