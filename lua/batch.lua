-- op.batch_alter_table(table, options?, function(batch) ... end): what the block calls is queued and crosses as one operation
-- when the block has ended; an error inside discards it.
local host = ...

local batch_lib = {}

-- Names that a block has besides the queued operations; they act at once.
local passed_on = { execute = true, f = true, get_bind = true, get_context = true, inline_literal = true, log = true, invoke = true }

-- batch.f(...) and batch:f(...) are one.
local function either(batch, fn)
  return function(first, ...)
    if rawequal(first, batch) then return fn(...) end
    return fn(first, ...)
  end
end

local function member(queue, batch, name)
  local queued = host.batch_operation(queue, batch, name)
  if queued then return queued end
  if passed_on[name] then return either(batch, host.op[name]) end
  local registered = require("op").registered_for_batch(name)
  if registered then
    return either(batch, function(...) return registered(batch, ...) end)
  end
  local known = host.batch_names()
  for _, own in ipairs(require("op").registered_names(true)) do known[#known + 1] = own end
  host.unknown("op.batch_alter_table", "batch operation", tostring(name), known)
end

function batch_lib.alter(...)
  local queue, block = host.batch_open(...)
  local batch = setmetatable({}, {
    __index = function(self, name)
      local found = member(queue, self, name)
      rawset(self, name, found)
      return found
    end,
    __metatable = false,
  })
  block(batch)
  host.batch_close(queue)
end

return batch_lib
