# SPDX-License-Identifier: Apache-2.0
"""How Keepwell looks: colours by meaning, sizes from one base, one stylesheet, our own icons.

Never holds a word a person reads, and never decides what a screen shows.
"""
