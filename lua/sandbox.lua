-- The two functions of the base library that catch errors, so that they pass on what may not be caught: an interrupt, a
-- limit. They are Lua because a yield may cross Lua frames only.
local host = ...
local pass = host.pass_unless_stopped   -- raises when the state is stopped, else returns its arguments
local raw_pcall, raw_resume = pcall, coroutine.resume

return {
  pcall = function(...) return pass(raw_pcall(...)) end,
  resume = function(...) return pass(raw_resume(...)) end,
}
