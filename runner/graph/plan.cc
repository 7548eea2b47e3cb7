#include "graph/plan.h"
