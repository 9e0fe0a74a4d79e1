using Xunit;

namespace Parley.Tests.Faults;

/// <summary>For tests that measure how long something takes: nothing else of ours runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
