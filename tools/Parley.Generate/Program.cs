using Parley.Generate;

// Writes what is made from the protocol's code, or with --check says what is stale and writes nothing.
var check = args.Contains("--check");
var root = FindRoot(AppContext.BaseDirectory);
var vocabulary = Vocabulary.Read();

(string Path, string Text)[] documents =
[
    ("docs/protocol.md", ProtocolMarkdown.Write(vocabulary)),
    ("sdk/js/src/protocol.ts", ProtocolTypeScript.Write(vocabulary)),
];

var stale = documents.Where(document => Current(document.Path) != document.Text).ToList();
foreach (var (path, text) in stale)
{
    if (check)
    {
        Console.Error.WriteLine($"{path} is stale: run `dotnet run --project tools/Parley.Generate` and commit what it writes.");
        continue;
    }

    Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
    File.WriteAllText(Path.Combine(root, path), text);
    Console.WriteLine($"{path} written");
}

return check && stale.Count > 0 ? 1 : 0;

string? Current(string path) => File.Exists(Path.Combine(root, path)) ? File.ReadAllText(Path.Combine(root, path)) : null;

static string FindRoot(string start)
{
    for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "Parley.slnx")))
            return folder.FullName;
    }

    throw new DirectoryNotFoundException($"No Parley.slnx above {start}.");
}
