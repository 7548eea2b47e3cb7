-- The tables as the service knows them today. `runner revision --autogenerate` compares the database with these.
local sa = require "sa"

local metadata = sa.MetaData()

local users = sa.Table("users", metadata,
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("email", sa.String(255), { nullable = false }),
  sa.Column("full_name", sa.String(120), { nullable = false }),
  sa.Column("first_name", sa.String(120)),
  sa.Column("created_at", sa.DateTime(), { nullable = false, server_default = sa.func.current_timestamp() }),
  sa.UniqueConstraint("email", { name = "uq_users_email" }))

local coffee_logs = sa.Table("coffee_logs", metadata,
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("user_id", sa.Integer(), { nullable = false }),
  sa.Column("beverage", sa.String(60), { nullable = false }),
  sa.Column("cups", sa.Integer(), { nullable = false, server_default = "1" }),
  sa.Column("logged_at", sa.DateTime(), { nullable = false }),
  sa.Column("note", sa.Text()),
  sa.Column("size_ml", sa.Integer(), { nullable = false }),
  sa.ForeignKeyConstraint({ "user_id" }, { "users.id" }, { name = "fk_coffee_logs_user_id", ondelete = "CASCADE" }),
  sa.CheckConstraint("size_ml > 0", { name = "ck_coffee_logs_size_ml" }),
  sa.Index("ix_coffee_logs_user_id_logged_at", "user_id", "logged_at"))

local daily_totals = sa.Table("daily_totals", metadata,
  sa.Column("user_id", sa.Integer(), { nullable = false }),
  sa.Column("day", sa.Date(), { nullable = false }),
  sa.Column("cups", sa.Integer(), { nullable = false }),
  sa.PrimaryKeyConstraint("user_id", "day", { name = "pk_daily_totals" }))

return { metadata = metadata, users = users, coffee_logs = coffee_logs, daily_totals = daily_totals }
