UPDATE s.t SET b=NULL, n=(s.t.n + 1) WHERE s.t.n > 3;

