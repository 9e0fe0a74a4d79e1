using Parley.Dialects.Shared;

namespace Parley.Server;

/// <summary>The small page at <c>/</c>, from files beside the assembly.</summary>
internal static class FirstPage
{
    public static void UseFirstPage(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = context => OurPage.SetHeaders(context.Context.Response) });
    }
}
