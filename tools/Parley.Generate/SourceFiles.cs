using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Parley.Generate;

/// <summary>Knows from the debug symbols in which source file a type is declared: request bodies stand in <c>…Requests.cs</c>.</summary>
internal sealed class SourceFiles
{
    private readonly Dictionary<int, string> _fileByType = [];

    public static SourceFiles Of(Assembly assembly)
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb")));
        var reader = symbols.GetMetadataReader();
        var files = new SourceFiles();

        foreach (var type in assembly.GetTypes())
        {
            var constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
            var documents = constructors.Select(constructor => DocumentOf(reader, constructor)).OfType<string>();
            if (documents.FirstOrDefault() is { } document)
                files._fileByType[type.MetadataToken] = document;
        }

        return files;
    }

    public string DeclaredIn(Type type) => _fileByType.GetValueOrDefault(type.MetadataToken, "");

    private static string? DocumentOf(MetadataReader reader, ConstructorInfo constructor)
    {
        var row = MetadataTokens.GetRowNumber(MetadataTokens.EntityHandle(constructor.MetadataToken));
        var document = reader.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(row)).Document;
        return document.IsNil ? null : reader.GetString(reader.GetDocument(document).Name);
    }
}
