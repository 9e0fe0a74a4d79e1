using Microsoft.Extensions.Logging.Abstractions;
using Parley.Storage;
using Parley.Tests.Cast;

namespace Parley.Tests.Storage;

public sealed class SqliteKeepsTheContract : DatabaseContract
{
    protected override Database Open() =>
        new SqliteDatabase(Path.Combine(Root, "parley.db"), NullLogger<SqliteDatabase>.Instance, new TestClock());
}
