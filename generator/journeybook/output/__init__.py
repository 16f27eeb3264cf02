"""What the command prints: problems and figures, for people and for programs."""
