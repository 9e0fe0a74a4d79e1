using Microsoft.AspNetCore.Http.Metadata;

namespace Parley.Files;

/// <summary>Lifts the web server's limit on bodies where files come in: here the byte that is too many is counted, with a code that says so.</summary>
internal sealed class AnyBodySize : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => null;
}
