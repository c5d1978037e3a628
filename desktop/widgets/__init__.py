# SPDX-License-Identifier: Apache-2.0
"""Plain, reusable pieces of screen: they show what they are given and tell what was chosen.

Never know a person's record, a store or a language: every word arrives already translated.
"""
