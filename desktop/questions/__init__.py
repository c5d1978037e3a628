# SPDX-License-Identifier: Apache-2.0
"""One widget for each way of answering, a table that chooses, and a view that binds some to a draft.

Never knows storage, people or other screens: a question shows an answer and says when it changed.
"""
