@echo off
rem The same verbs on Windows. Untested so far: docs/platforms.md says what has been tried where.
py -3 "%~dp0keepwell" %*
