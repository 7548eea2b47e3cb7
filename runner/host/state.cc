#include "host/state.h"
#include "host/decode.h"
#include "host/lua_writer.h"
#include "host/module.h"
