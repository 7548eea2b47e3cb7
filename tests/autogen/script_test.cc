#include "autogen/script.h"

#include <catch2/catch.hpp>

#include "autogen/autogen_support.h"

using namespace runner;
using namespace runner::test;

namespace {

schema::Table wide(std::vector<schema::Constraint> constraints = {}) {
  return table("t", {key_column("id"), column("org_id"), column("name", string_type(20))}, std::move(constraints));
}

}  // namespace

TEST_CASE("SQLite gets a batch block only for what its ALTER TABLE cannot do") {
  const Compared database("sqlite");
  const auto plain = database.script({table("t", {key_column("id"), column("n")})}, {table("t", {key_column("id")})});
  CHECK(autogen::render(plain.upgrade) == "  op.add_column(\"t\", sa.Column(\"n\", sa.Integer()))");
  CHECK(autogen::render(plain.downgrade) == "  op.drop_column(\"t\", \"n\")");

  const auto org = table("org", {key_column("id")});
  const auto batch = database.script({wide({foreign("fk_t_org", {"org_id"}, "org", {"id"})}), org}, {wide(), org});
  CHECK(autogen::render(batch.upgrade) ==
        "  op.batch_alter_table(\"t\", function(batch)\n"
        "    batch.create_foreign_key(\"fk_t_org\", \"org\", { \"org_id\" }, { \"id\" })\n"
        "  end)");
  CHECK(autogen::render(batch.downgrade) ==
        "  op.batch_alter_table(\"t\", function(batch)\n"
        "    batch.drop_constraint(\"fk_t_org\", \"foreignkey\")\n"
        "  end)");
}

TEST_CASE("a constraint without a name is dropped through a naming convention where nobody names it") {
  const Compared database("sqlite");
  const auto org = table("org", {key_column("id")});
  const auto script = database.script({wide(), org}, {wide({foreign({}, {"org_id"}, "org", {"id"})}), org});
  const std::string text = autogen::render(script.upgrade);
  CHECK(text.find("naming_convention = { fk = \"fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s\" }") !=
        std::string::npos);
  CHECK(text.find("batch.drop_constraint(op.f(\"fk_t_org_id_org\"), \"foreignkey\")") != std::string::npos);
}

TEST_CASE("PostgreSQL converts what it would not convert by itself, and names every constraint") {
  const Compared database("postgresql");
  const auto script =
      database.script({table("t", {key_column("id"), column("n")})}, {table("t", {key_column("id"), column("n", "Text")})});
  CHECK(autogen::render(script.upgrade).find("postgresql_using = \"n::INTEGER\"") != std::string::npos);
  CHECK(autogen::render(script.downgrade).find("postgresql_using") == std::string::npos);

  const auto made = database.script({wide({unique_on({}, {"name"})})}, {});
  const std::string text = autogen::render(made.upgrade);
  CHECK(text.find("sa.PrimaryKeyConstraint(\"id\", { name = op.f(\"t_pkey\") })") != std::string::npos);
  CHECK(text.find("sa.UniqueConstraint(\"name\", { name = op.f(\"t_name_key\") })") != std::string::npos);
}

TEST_CASE("render_as_batch makes blocks of all changes to tables that are there") {
  Compared database("postgresql");
  database.always_batch = true;
  const auto script = database.script({table("t", {key_column("id"), column("n")})}, {table("t", {key_column("id")})});
  CHECK(autogen::render(script.upgrade) ==
        "  op.batch_alter_table(\"t\", function(batch)\n"
        "    batch.add_column(sa.Column(\"n\", sa.Integer()))\n"
        "  end)");
}
