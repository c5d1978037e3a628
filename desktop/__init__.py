# SPDX-License-Identifier: Apache-2.0
"""The only room that knows Qt: screens, presenters, widgets, theme. No other room imports it."""
