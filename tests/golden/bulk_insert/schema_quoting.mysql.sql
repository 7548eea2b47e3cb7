INSERT INTO app.`Order` (`Select`) VALUES (5);

