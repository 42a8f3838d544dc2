"""How well places are told apart, what each kind of evidence gives, and what the sizes of towns alone would."""
