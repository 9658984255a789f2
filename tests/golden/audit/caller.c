// Calls twin() of elsewhere.c with other arguments than it takes.
int twin(int a, int b);
int caller(int a) { return twin(a, a); }
