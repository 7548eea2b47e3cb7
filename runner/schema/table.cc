#include "schema/table.h"
#include "schema/naming.h"
#include "schema/inspector.h"
