using Parley.Server.CommandLine;
using Parley.Tests.Cast;

namespace Parley.Tests.CommandLine;

/// <summary>What a command said, and how it ended.</summary>
internal sealed record Said(int Code, string Output, string Errors)
{
    /// <summary>What stands after a word, to the end of that line.</summary>
    public string After(string word) => Output[(Output.IndexOf(word, StringComparison.Ordinal) + word.Length)..].Split('\n')[0].Trim();
}

/// <summary>Whoever runs the machine, at the command line: the same code as the program's, in this process.</summary>
internal sealed class Operator(string dataDirectory) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Data => dataDirectory;

    public static Operator Somewhere() => new(Directory.CreateTempSubdirectory("parley-operator-").FullName);

    public Task<Said> RunAsync(params string[] words) => TypeAsync("", words);

    /// <summary>With something on the input.</summary>
    public async Task<Said> TypeAsync(string input, params string[] words)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        using var patience = new CancellationTokenSource(Patience);
        var code = await Commands.RunAsync(
            [.. words, .. TestParley.Settings(dataDirectory)], new Terminal(output, errors, new StringReader(input)), patience.Token).WaitAsync(Patience);
        return new(code, output.ToString(), errors.ToString());
    }

    /// <summary>Expects that it is done.</summary>
    public async Task<Said> DoesAsync(params string[] words)
    {
        var said = await RunAsync(words);
        Xunit.Assert.True(said.Code == 0, $"{string.Join(' ', words)} ended with {said.Code}: {said.Errors}{said.Output}");
        return said;
    }

    public void Dispose() => Directory.Delete(dataDirectory, recursive: true);
}
