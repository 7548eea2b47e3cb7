#include "script/revision_file.h"
#include "script/directory.h"
#include "script/template.h"
