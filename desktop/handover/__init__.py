# SPDX-License-Identifier: Apache-2.0
"""The window that a person holds: their own plan and nothing else, in a process that has no key to anything.

What it may know comes in through one pipe, once; what is written goes out sealed to a box it cannot open. It
must never open the vault, nor import what could (see the contract in pyproject.toml).
"""
