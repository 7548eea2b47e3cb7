local op = require "op"
local sa = require "sa"

op.create_table("account",
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("name", sa.String(50), { nullable = false, server_default = "x" }),
  sa.Column("email", sa.String(100), { unique = true }),
  sa.Column("org_id", sa.Integer(), sa.ForeignKey("org.id", { ondelete = "CASCADE" })),
  sa.Column("active", sa.Boolean(), { server_default = sa.true_() }),
  sa.Column("created", sa.DateTime({ timezone = true }), { server_default = sa.func.now() }),
  sa.UniqueConstraint("name", "email", { name = "uq_ne" }),
  sa.CheckConstraint("id > 0", { name = "ck_id" }))
