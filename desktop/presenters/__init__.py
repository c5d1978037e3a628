# SPDX-License-Identifier: Apache-2.0
"""One presenter a screen: brings records to widgets and answers back to the doors. No layout here."""
