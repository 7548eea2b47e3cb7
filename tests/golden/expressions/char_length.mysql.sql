UPDATE a SET name=char_length(a.name);

