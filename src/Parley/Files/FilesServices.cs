using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations.Log;
using Parley.Files.Previews;
using Parley.Files.Store;
using Parley.Files.Tus;
using Parley.Storage;
using Parley.Upkeep;

namespace Parley.Files;

/// <summary>What files need.</summary>
public static class FilesServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton(s => FilesSettings.From(s.GetRequiredService<IConfiguration>()));
        services.AddSingleton<FileStore>(s => new DiskFileStore(Path.Combine(s.GetRequiredService<DataDirectory>().Root, "files")));
        services.AddSingleton<Spool>().AddSingleton<FileRules>().AddSingleton<NewFiles>().AddSingleton<ReadableFiles>().AddSingleton<FileLinks>()
            .AddSingleton<FileEnds>().AddSingleton<Programs>().AddSingleton<FilesForImport>();
        services.AddSingleton<UploadFileHandler>().AddSingleton<DownloadFileHandler>().AddSingleton<DeleteFileHandler>()
            .AddSingleton<ListFilesHandler>().AddSingleton<SetAvatarHandler>().AddSingleton<AttachFileHandler>().AddSingleton<ResumableUploadHandler>();
        services.AddSingleton<ILogCompanion, AttachmentsCompanion>();
        return services.AddChore<FileCleaning>().AddChore<PreviewChore>();
    }

    /// <summary>Reads the settings at start, so that a wrong one stops it.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static void CheckFiles(this IServiceProvider services) => services.GetRequiredService<FilesSettings>();
}
