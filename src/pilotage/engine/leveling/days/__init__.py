"""Networks on working calendars, with people who have so many minutes on each day."""
