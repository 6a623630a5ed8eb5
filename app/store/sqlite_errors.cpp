#include "app/store/sqlite_errors.h"

#include <Poco/Data/SQLite/SQLiteException.h>
#include <sqlite3.h>

namespace enclosure::app {

using namespace Poco::Data::SQLite;  // NOLINT(google-build-using-namespace)

void throw_for(int code, const std::string& what) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      throw DBLockedException(what);
    case SQLITE_FULL:
      throw DatabaseFullException(what);
    case SQLITE_IOERR:
      throw IOErrorException(what);
    case SQLITE_CANTOPEN:
      throw CantOpenDBFileException(what);
    case SQLITE_READONLY:
      throw ReadOnlyException(what);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw CorruptImageException(what);
    default:
      throw InternalDBErrorException(what);
  }
}

}  // namespace enclosure::app
