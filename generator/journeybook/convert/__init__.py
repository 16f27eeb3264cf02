"""Other formats in and out, each with a report of what could not be carried and what was read otherwise."""
