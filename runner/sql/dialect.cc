#include "sql/batch_plan.h"
#include "sql/dialect.h"
#include "sql/split.h"
