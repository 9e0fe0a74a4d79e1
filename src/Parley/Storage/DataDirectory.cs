namespace Parley.Storage;

/// <summary>The directory that holds everything: database, keys, uploads. One process at a time has it.</summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    /// <exception cref="SettingException">It cannot be made or written, or another process has it.</exception>
    public DataDirectory(Settings settings)
    {
        Root = settings.DataDirectory;
        try
        {
            Directory.CreateDirectory(Root);
            _lock = new FileStream(Path.Combine(Root, "parley.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new SettingException("Parley:DataDirectory", $"\"{Root}\" cannot be written: {exception.Message}");
        }
        catch (IOException exception)
        {
            throw new SettingException("Parley:DataDirectory", $"\"{Root}\" cannot be used: {exception.Message}");
        }
    }

    public string Root { get; }

    public string DatabaseFile => Path.Combine(Root, "parley.db");

    public void Dispose() => _lock.Dispose();
}
