using Parley.Files.Store;

namespace Parley.Tests.Files;

public sealed class DiskKeepsTheContract : FileStoreContract
{
    private readonly string _root = Directory.CreateTempSubdirectory("parley-store-").FullName;

    protected override FileStore Store => field ??= new DiskFileStore(_root);

    public override void Dispose()
    {
        base.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
