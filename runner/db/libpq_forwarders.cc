// libpq on first use. A program that links libpq starts 4 ms later than one that does not, whether it uses PostgreSQL or
// SQLite; so libpqxx.a and we are linked against these forwarders, and libpq.so.5 is loaded by the first of them that is
// called. Where there is no libpqxx.a (RUNNER_LAZY_LIBPQ unset) libpq is linked in the ordinary way and this file is empty.
#include "db/libpq.h"

#ifdef RUNNER_LAZY_LIBPQ

#include <dlfcn.h>
#include <libpq-fe.h>

#include <string>

#include "base/error.h"

namespace {

[[noreturn]] void fail(const char* why) {
  throw runner::Error(runner::ErrorCode::kConnect,
                      std::string("PostgreSQL support needs libpq.so.5: ") + (why ? why : "unknown error"))
      .with_hint("install the package libpq5 (Debian, Ubuntu), postgresql-libs or libpq (others)");
}

// Never closed: libpq registers handlers that must stay.
void* library() {
  static void* const handle = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!handle) fail(dlerror());
  return handle;
}

void* function_at(const char* name) {
  void* const address = dlsym(library(), name);
  if (!address) fail(dlerror());
  return address;
}

}  // namespace

namespace runner::db {
void require_libpq() {
  library();
}
}  // namespace runner::db

// NOLINTNEXTLINE(bugprone-macro-parentheses): they are a declaration's parts
#define RUNNER_FORWARD(result, name, parameters, arguments)                             \
  extern "C" result name parameters {                                                   \
    static const auto function = reinterpret_cast<decltype(&name)>(function_at(#name)); \
    return function arguments;                                                          \
  }

// One line for each function that libpqxx.a or we need, as libpq-fe.h declares it.
// clang-format off
RUNNER_FORWARD(int, PQbackendPID, (const PGconn* a), (a))
RUNNER_FORWARD(int, PQcancel, (PGcancel* a, char* b, int c), (a, b, c))
RUNNER_FORWARD(void, PQclear, (PGresult* a), (a))
RUNNER_FORWARD(int, PQclientEncoding, (const PGconn* a), (a))
RUNNER_FORWARD(char*, PQcmdStatus, (PGresult* a), (a))
RUNNER_FORWARD(char*, PQcmdTuples, (PGresult* a), (a))
RUNNER_FORWARD(PQconninfoOption*, PQconndefaults, (), ())
RUNNER_FORWARD(PostgresPollingStatusType, PQconnectPoll, (PGconn* a), (a))
RUNNER_FORWARD(PGconn*, PQconnectStart, (const char* a), (a))
RUNNER_FORWARD(PGconn*, PQconnectdb, (const char* a), (a))
RUNNER_FORWARD(PGconn*, PQconnectdbParams, (const char* const* a, const char* const* b, int c), (a, b, c))
RUNNER_FORWARD(void, PQconninfoFree, (PQconninfoOption* a), (a))
RUNNER_FORWARD(int, PQconsumeInput, (PGconn* a), (a))
RUNNER_FORWARD(char*, PQdb, (const PGconn* a), (a))
RUNNER_FORWARD(char*, PQencryptPassword, (const char* a, const char* b), (a, b))
RUNNER_FORWARD(int, PQendcopy, (PGconn* a), (a))
RUNNER_FORWARD(char*, PQerrorMessage, (const PGconn* a), (a))
RUNNER_FORWARD(unsigned char*, PQescapeByteaConn, (PGconn* a, const unsigned char* b, size_t c, size_t* d), (a, b, c, d))
RUNNER_FORWARD(char*, PQescapeIdentifier, (PGconn* a, const char* b, size_t c), (a, b, c))
RUNNER_FORWARD(size_t, PQescapeStringConn, (PGconn* a, char* b, const char* c, size_t d, int* e), (a, b, c, d, e))
RUNNER_FORWARD(PGresult*, PQexec, (PGconn* a, const char* b), (a, b))
RUNNER_FORWARD(PGresult*, PQexecParams, (PGconn* a, const char* b, int c, const Oid* d, const char* const* e, const int* f, const int* g, int h), (a, b, c, d, e, f, g, h))
RUNNER_FORWARD(PGresult*, PQexecPrepared, (PGconn* a, const char* b, int c, const char* const* d, const int* e, const int* f, int g), (a, b, c, d, e, f, g))
RUNNER_FORWARD(void, PQfinish, (PGconn* a), (a))
RUNNER_FORWARD(char*, PQfname, (const PGresult* a, int b), (a, b))
RUNNER_FORWARD(int, PQfnumber, (const PGresult* a, const char* b), (a, b))
RUNNER_FORWARD(void, PQfreeCancel, (PGcancel* a), (a))
RUNNER_FORWARD(void, PQfreemem, (void* a), (a))
RUNNER_FORWARD(Oid, PQftable, (const PGresult* a, int b), (a, b))
RUNNER_FORWARD(int, PQftablecol, (const PGresult* a, int b), (a, b))
RUNNER_FORWARD(Oid, PQftype, (const PGresult* a, int b), (a, b))
RUNNER_FORWARD(PGcancel*, PQgetCancel, (PGconn* a), (a))
RUNNER_FORWARD(int, PQgetCopyData, (PGconn* a, char** b, int c), (a, b, c))
RUNNER_FORWARD(PGresult*, PQgetResult, (PGconn* a), (a))
RUNNER_FORWARD(int, PQgetisnull, (const PGresult* a, int b, int c), (a, b, c))
RUNNER_FORWARD(int, PQgetlength, (const PGresult* a, int b, int c), (a, b, c))
RUNNER_FORWARD(char*, PQgetvalue, (const PGresult* a, int b, int c), (a, b, c))
RUNNER_FORWARD(char*, PQhost, (const PGconn* a), (a))
RUNNER_FORWARD(int, PQisBusy, (PGconn* a), (a))
RUNNER_FORWARD(int, PQisthreadsafe, (), ())
RUNNER_FORWARD(int, PQnfields, (const PGresult* a), (a))
RUNNER_FORWARD(PGnotify*, PQnotifies, (PGconn* a), (a))
RUNNER_FORWARD(int, PQntuples, (const PGresult* a), (a))
RUNNER_FORWARD(Oid, PQoidValue, (const PGresult* a), (a))
RUNNER_FORWARD(const char*, PQparameterStatus, (const PGconn* a, const char* b), (a, b))
RUNNER_FORWARD(char*, PQport, (const PGconn* a), (a))
RUNNER_FORWARD(PGresult*, PQprepare, (PGconn* a, const char* b, const char* c, int d, const Oid* e), (a, b, c, d, e))
RUNNER_FORWARD(int, PQprotocolVersion, (const PGconn* a), (a))
RUNNER_FORWARD(int, PQputCopyData, (PGconn* a, const char* b, int c), (a, b, c))
RUNNER_FORWARD(int, PQputCopyEnd, (PGconn* a, const char* b), (a, b))
RUNNER_FORWARD(void, PQreset, (PGconn* a), (a))
RUNNER_FORWARD(char*, PQresultErrorField, (const PGresult* a, int b), (a, b))
RUNNER_FORWARD(char*, PQresultErrorMessage, (const PGresult* a), (a))
RUNNER_FORWARD(ExecStatusType, PQresultStatus, (const PGresult* a), (a))
RUNNER_FORWARD(int, PQsendPrepare, (PGconn* a, const char* b, const char* c, int d, const Oid* e), (a, b, c, d, e))
RUNNER_FORWARD(int, PQsendQuery, (PGconn* a, const char* b), (a, b))
RUNNER_FORWARD(int, PQsendQueryParams, (PGconn* a, const char* b, int c, const Oid* d, const char* const* e, const int* f, const int* g, int h), (a, b, c, d, e, f, g, h))
RUNNER_FORWARD(int, PQsendQueryPrepared, (PGconn* a, const char* b, int c, const char* const* d, const int* e, const int* f, int g), (a, b, c, d, e, f, g))
RUNNER_FORWARD(int, PQserverVersion, (const PGconn* a), (a))
RUNNER_FORWARD(int, PQsetClientEncoding, (PGconn* a, const char* b), (a, b))
RUNNER_FORWARD(PGVerbosity, PQsetErrorVerbosity, (PGconn* a, PGVerbosity b), (a, b))
RUNNER_FORWARD(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn* a, PQnoticeProcessor b, void* c), (a, b, c))
RUNNER_FORWARD(PQnoticeReceiver, PQsetNoticeReceiver, (PGconn* a, PQnoticeReceiver b, void* c), (a, b, c))
RUNNER_FORWARD(int, PQsetSingleRowMode, (PGconn* a), (a))
RUNNER_FORWARD(int, PQsocket, (const PGconn* a), (a))
RUNNER_FORWARD(ConnStatusType, PQstatus, (const PGconn* a), (a))
RUNNER_FORWARD(void, PQtrace, (PGconn* a, FILE* b), (a, b))
RUNNER_FORWARD(PGTransactionStatusType, PQtransactionStatus, (const PGconn* a), (a))
RUNNER_FORWARD(unsigned char*, PQunescapeBytea, (const unsigned char* a, size_t* b), (a, b))
RUNNER_FORWARD(void, PQuntrace, (PGconn* a), (a))
RUNNER_FORWARD(char*, PQuser, (const PGconn* a), (a))
RUNNER_FORWARD(int, lo_close, (PGconn* a, int b), (a, b))
RUNNER_FORWARD(Oid, lo_creat, (PGconn* a, int b), (a, b))
RUNNER_FORWARD(int, lo_export, (PGconn* a, Oid b, const char* c), (a, b, c))
RUNNER_FORWARD(Oid, lo_import, (PGconn* a, const char* b), (a, b))
RUNNER_FORWARD(int, lo_lseek, (PGconn* a, int b, int c, int d), (a, b, c, d))
RUNNER_FORWARD(int, lo_open, (PGconn* a, Oid b, int c), (a, b, c))
RUNNER_FORWARD(int, lo_read, (PGconn* a, int b, char* c, size_t d), (a, b, c, d))
RUNNER_FORWARD(int, lo_tell, (PGconn* a, int b), (a, b))
RUNNER_FORWARD(int, lo_unlink, (PGconn* a, Oid b), (a, b))
RUNNER_FORWARD(int, lo_write, (PGconn* a, int b, const char* c, size_t d), (a, b, c, d))
RUNNER_FORWARD(const char*, pg_encoding_to_char, (int a), (a))
// clang-format on

#else

namespace runner::db {
void require_libpq() {}
}  // namespace runner::db

#endif
