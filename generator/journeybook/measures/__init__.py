"""What a book says in figures, each with its formula, its inputs and the cases it rests on."""
