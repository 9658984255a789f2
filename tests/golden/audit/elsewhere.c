// What wrong.c takes for a PyCFunction; and what lookalike.c defines with another body.
int defined_elsewhere(int self) { return self + 1; }
int twin(int value) { return value * 3; }
