-- size of a cup: fill the old rows
--
-- Revision ID: 28c0ffee0008
-- Revises: 17c0ffee0007
-- Create Date: 2026-03-02 09:10:44.839021
--
-- Second of three: by now every new row has a size; the old ones get the usual one of their beverage.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "28c0ffee0008"
down_revision = "17c0ffee0007"
branch_labels = nil
depends_on = nil

local logs = sa.table("coffee_logs", sa.column("beverage", sa.String(60)), sa.column("size_ml", sa.Integer()))
local usual = { { "espresso", 30 }, { "cappuccino", 150 }, { "latte", 240 } }

function upgrade()
  for _, size in ipairs(usual) do
    op.execute(logs:update():where(logs.c.size_ml:is_null(), logs.c.beverage:eq(size[1])):values{ size_ml = size[2] })
  end
  op.execute(logs:update():where(logs.c.size_ml:is_null()):values{ size_ml = 200 })
end

function downgrade()
  op.execute(logs:update():values{ size_ml = sa.NULL })
end
