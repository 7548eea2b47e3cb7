#include "ops/op.h"
#include "ops/sink.h"
#include "ops/reverse.h"
#include "schema/apply.h"
