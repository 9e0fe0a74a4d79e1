namespace Parley;

/// <summary>A setting with which the server will not start: one sentence that names the key, shown without a stack trace.</summary>
public sealed class SettingException(string key, string sentence) : Exception($"{key}: {sentence}")
{
    public string Key { get; } = key;
}
