using System.Reflection;
using System.Runtime.InteropServices;

namespace Parley.Storage;

/// <summary>
/// Loads the system's patched <c>libsqlite3</c> first and the bundled one (3.35.5, of 2021) only where there is none.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly Lock Once = new();
    private static bool _loaded;

    public static string Version => SQLitePCL.raw.sqlite3_libversion().utf8_to_string();

    /// <summary>Whether the system's library runs, rather than the bundled one.</summary>
    public static bool IsSystem { get; private set; }

    public static void Load()
    {
        lock (Once)
        {
            if (_loaded)
                return;

            NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);
            SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
            _loaded = true;
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != "e_sqlite3")
            return IntPtr.Zero;

        foreach (var system in (string[])["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3.dll"])
        {
            if (NativeLibrary.TryLoad(system, out var handle))
            {
                IsSystem = true;
                return handle;
            }
        }

        return NativeLibrary.Load(name, assembly, path);
    }
}
