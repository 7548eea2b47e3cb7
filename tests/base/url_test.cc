#include "base/url.h"

#include <catch2/catch.hpp>
#include <random>

#include "support/error_of.h"

using namespace runner;
using test::all_text;
using test::error_of;
using Hosts = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("SQLite URLs name memory, a relative and an absolute file", "[base]") {
  CHECK(Url::parse("sqlite://").database.empty());
  CHECK(Url::parse("sqlite:///").database.empty());
  CHECK(Url::parse("sqlite:///:memory:").database == ":memory:");
  CHECK(Url::parse("sqlite:///relative.db").database == "relative.db");
  CHECK(Url::parse("sqlite:////absolute/a b.db").database == "/absolute/a b.db");
  CHECK(Url::parse("sqlite:///me@home:1.db").database == "me@home:1.db");
  const Url url = Url::parse("sqlite+aiosqlite:///file.db?mode=ro&x=a%20b");
  CHECK(url.backend == "sqlite");
  CHECK(url.driver == "aiosqlite");
  CHECK(url.option("mode") == "ro");
  CHECK(url.option("x") == "a b");
  CHECK_FALSE(url.option("y").has_value());
}

TEST_CASE("an SQLite URL with two slashes is told apart from a relative path", "[base]") {
  CHECK(error_of([] { Url::parse("sqlite://app.db"); }).hint.find("sqlite:///relative.db") != std::string::npos);
}

TEST_CASE("PostgreSQL URLs give user, password, host, port, database and options", "[base]") {
  const Url url =
      Url::parse("postgresql+psycopg2://scott:s3cr%40t%2F@db.example:5433/my%20db?sslmode=require&options=-c%20x%3D1");
  CHECK(url.backend == "postgresql");
  CHECK(url.driver == "psycopg2");
  CHECK(url.user == "scott");
  CHECK(url.password == "s3cr@t/");
  CHECK(url.has_password);
  CHECK(url.hosts == Hosts{{"db.example", "5433"}});
  CHECK(url.database == "my db");
  CHECK(url.option("options") == "-c x=1");
}

TEST_CASE("parts of a URL may be missing", "[base]") {
  const Url bare = Url::parse("postgresql://");
  CHECK(bare.hosts.empty());
  CHECK(bare.user.empty());
  CHECK_FALSE(bare.has_password);
  CHECK(Url::parse("postgres://localhost").backend == "postgresql");
  CHECK(Url::parse("postgresql://u@h/d").user == "u");
  CHECK_FALSE(Url::parse("postgresql://u@h/d").has_password);
  CHECK(Url::parse("postgresql://u:@h/d").has_password);
  CHECK(Url::parse("postgresql:///d").database == "d");
  CHECK(Url::parse("postgresql://h?user=x").option("user") == "x");
  CHECK(Url::parse("mysql+pymysql://u:p@h/d").backend == "mysql");
  CHECK(Url::parse("mariadb://h/d").backend == "mariadb");
}

TEST_CASE("an @ behind the path is no password's end", "[base]") {
  const Url url = Url::parse("postgresql://host/db?application_name=me@home");
  CHECK(url.hosts == Hosts{{"host", ""}});
  CHECK(url.user.empty());
  CHECK(url.option("application_name") == "me@home");
  CHECK(Url::parse("postgresql://u:p@host/a@b").database == "a@b");
}

TEST_CASE("several hosts, sockets and IPv6 addresses", "[base]") {
  CHECK(Url::parse("postgresql://h1:1,h2:2/d").hosts == Hosts{{"h1", "1"}, {"h2", "2"}});
  CHECK(Url::parse("postgresql://[::1]:5432/d").hosts == Hosts{{"::1", "5432"}});
  CHECK(Url::parse("postgresql://u:p@[fe80::1],h/d").hosts == Hosts{{"fe80::1", ""}, {"h", ""}});
  CHECK(Url::parse("postgresql://%2Frun%2Fpg:5433/d").hosts == Hosts{{"/run/pg", "5433"}});
  const Url socket = Url::parse("postgresql:///d?host=/run/pg&port=5433&sslmode=disable");
  CHECK(socket.hosts == Hosts{{"/run/pg", "5433"}});
  CHECK_FALSE(socket.option("host").has_value());
  CHECK(socket.option("sslmode") == "disable");
  CHECK(Url::parse("postgresql:///d?host=h1:1&host=h2:2").hosts == Hosts{{"h1", "1"}, {"h2", "2"}});
  CHECK(Url::parse("postgresql:///d?host=h1,h2&port=1,2").hosts == Hosts{{"h1", "1"}, {"h2", "2"}});
  CHECK(Url::parse("postgresql:///d?port=6000").hosts == Hosts{{"", "6000"}});
}

TEST_CASE("a printed URL hides the password", "[base]") {
  CHECK(Url::parse("postgresql+psycopg2://scott:tiger@h:5432/d").redacted() == "postgresql+psycopg2://scott:***@h:5432/d");
  CHECK(Url::parse("postgresql://u:@h/d").redacted() == "postgresql://u:***@h/d");
  CHECK(Url::parse("postgresql://u@h/d").redacted() == "postgresql://u@h/d");
  CHECK(Url::parse("postgresql://h/d?sslmode=x&password=tiger&a=b").redacted() == "postgresql://h/d?a=b&password=***&sslmode=x");
  CHECK(Url::parse("postgresql:///d?host=/run/pg").redacted() == "postgresql:///d?host=%2Frun%2Fpg");
  CHECK(Url::parse("postgresql://[::1]:1/d").redacted() == "postgresql://[::1]:1/d");
  CHECK(Url::parse("sqlite:///relative.db").redacted() == "sqlite:///relative.db");
  CHECK(Url::parse("sqlite:////abs.db").redacted() == "sqlite:////abs.db");
  CHECK(Url::parse("sqlite://").redacted() == "sqlite://");
}

TEST_CASE("an unknown scheme names the known ones and the nearest", "[base]") {
  const Error error = error_of([] { Url::parse("postgressql://u:tiger@h/d"); });
  CHECK(error.code == ErrorCode::kConfig);
  CHECK(std::string(error.what()).find("postgresql, postgres, sqlite, mysql, mariadb") != std::string::npos);
  CHECK(error.hint == "did you mean 'postgresql'?");
  CHECK(error_of([] { Url::parse("driver://user:pass@localhost/dbname"); }).hint.find("sqlalchemy.url") != std::string::npos);
}

TEST_CASE("no error about a URL shows its password", "[base]") {
  for (const char* text :
       {"user:tiger@host", "postgresql:/u:tiger@h/d", "oracle://u:tiger@h/d", "postgresql://u:1/tiger@h:x/d",
        "postgresql://h:tiger/d", "postgresql://u:p@tiger@h:z/d", "sqlite://u:tiger@h/d", "postgresql://[tiger",
        "postgresql://[::1]tiger/d", "postgresql://u:a%00tiger@h/d", "://tiger", "tiger", "postgresql://u:a@tiger@h/d",
        "postgresql://u:a@ti/tiger@h:1/d", "postgresql://u:a@tiger@h?sslmode=disable"}) {
    INFO(text);
    const Error error = error_of([&] { Url::parse(text); });
    CHECK(error.code == ErrorCode::kConfig);
    CHECK(all_text(error).find("tiger") == std::string::npos);
  }
}

TEST_CASE("foreign text is printed without passwords", "[base]") {
  CHECK(redact("cannot open postgresql://u:tiger@h/d now") == "cannot open postgresql://u:***@h/d now");
  CHECK(redact("'postgresql://u:ti/g:er@x@h/d' and mysql://a:b@c") == "'postgresql://u:***@h/d' and mysql://a:***@c");
  CHECK(redact("postgresql://u:two words@h/d") == "postgresql://u:***@h/d");
  CHECK(redact("host=h password=tiger dbname=d") == "host=h password=*** dbname=d");
  CHECK(redact("password = 'ti ger' x") == "password = *** x");
  CHECK(redact("?a=b&PASSWORD=tiger&c=d") == "?a=b&PASSWORD=***&c=d");
  CHECK(redact("postgresql://host:5432/db failed, ask admin@example.org") ==
        "postgresql://host:5432/db failed, ask admin@example.org");
  CHECK(redact("nothing to hide: https://example.org/a") == "nothing to hide: https://example.org/a");
  CHECK(redact("").empty());
}

TEST_CASE("random text never crashes the URL reader", "[base]") {
  std::mt19937 random(20240501);
  const std::string alphabet = "abc:/@?&=%[],.+*'\" \n\0" + std::string("sqlite://") + "postgresql://12password=";
  for (int i = 0; i < 20000; ++i) {
    std::string text = random() % 2 ? "postgresql://" : "";
    for (unsigned n = random() % 40; n > 0; --n)
      text += random() % 8 ? alphabet[random() % alphabet.size()] : static_cast<char>(random());
    try {
      redact(Url::parse(text).redacted());
    } catch (const Error& error) {
      CHECK(error.code == ErrorCode::kConfig);
    }
    redact(text);
  }
}
