#include "schema/identity.h"

namespace runner::schema {

Identity spelled_out(Identity wanted, const Identity& had) {
  if (had.always.value_or(false) && !wanted.always) wanted.always = false;
  if (had.increment && !wanted.increment) wanted.increment = 1;
  if (had.cache && !wanted.cache) wanted.cache = 1;
  if (had.cycle.value_or(false) && !wanted.cycle) wanted.cycle = false;
  if (had.minvalue && !wanted.minvalue) wanted.nominvalue = true;
  if (had.maxvalue && !wanted.maxvalue) wanted.nomaxvalue = true;
  if (had.start && !wanted.start) {
    const bool up = wanted.increment.value_or(1) > 0;
    wanted.start = up ? wanted.minvalue.value_or(1) : wanted.maxvalue.value_or(-1);
  }
  return wanted;
}

void remember_sequence(Column& column, const std::string& name) {
  forget_sequence(column);
  column.options.emplace_back(kSequenceOption, Expr::literal(name));
}

void forget_sequence(Column& column) {
  std::erase_if(column.options, [](const auto& entry) { return entry.first == kSequenceOption; });
}

}  // namespace runner::schema
