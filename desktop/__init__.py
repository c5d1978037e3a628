"""The only room that knows Qt: screens, presenters, widgets, theme. No other room imports it."""
