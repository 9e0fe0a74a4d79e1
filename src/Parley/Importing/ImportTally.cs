namespace Parley.Importing;

/// <summary>
/// Counts in and counts out: of each kind how many there were, how many came over, were here already, or were left out and why. A step
/// inside a commit, which may run again, counts on a tally of its own that is added when the commit is on disk.
/// </summary>
public sealed class ImportTally
{
    private const int Examples = 20;

    private readonly Dictionary<ImportKind, Counts> _counts = [];
    private readonly SortedDictionary<(ImportKind Kind, string Why), Why> _skipped = [];
    private readonly SortedDictionary<(ImportKind Kind, string Why), Why> _changed = [];

    /// <summary>Of each kind that was seen.</summary>
    public IReadOnlyDictionary<ImportKind, Counts> Kinds => _counts;

    /// <summary>What was left out, with the reason and how often.</summary>
    public IEnumerable<Line> Skips => _skipped.Select(Line.Of);

    /// <summary>What came over otherwise than it was.</summary>
    public IEnumerable<Line> Changes => _changed.Select(Line.Of);

    /// <summary>Kinds of which something is neither here nor left out for a reason. There are none unless the program is wrong.</summary>
    public IEnumerable<ImportKind> Lost => _counts.Where(kind => kind.Value.Lost != 0).Select(kind => kind.Key);

    public void Found(ImportKind kind, long count = 1) => Of(kind).Found += count;

    public void Imported(ImportKind kind) => Of(kind).Imported++;

    public void Already(ImportKind kind) => Of(kind).Already++;

    public void Skipped(ImportKind kind, string reason, string? example = null, long count = 1)
    {
        Of(kind).Skipped += count;
        Note(_skipped, kind, reason, example, count);
    }

    /// <summary>It comes over, but not quite as it was.</summary>
    public void Changed(ImportKind kind, string how, string? example = null) => Note(_changed, kind, how, example, 1);

    public void Add(ImportTally other)
    {
        foreach (var (kind, counts) in other._counts)
        {
            var mine = Of(kind);
            mine.Found += counts.Found;
            mine.Imported += counts.Imported;
            mine.Already += counts.Already;
            mine.Skipped += counts.Skipped;
        }

        foreach (var (all, others) in ((SortedDictionary<(ImportKind, string), Why> Mine, SortedDictionary<(ImportKind, string), Why> Theirs)[])
            [(_skipped, other._skipped), (_changed, other._changed)])
        {
            foreach (var ((kind, why), said) in others)
            {
                Note(all, kind, why, null, said.Count);
                foreach (var example in said.Examples)
                    Note(all, kind, why, example, 0);
            }
        }
    }

    private static void Note(SortedDictionary<(ImportKind, string), Why> all, ImportKind kind, string why, string? example, long count)
    {
        if (!all.TryGetValue((kind, why), out var said))
            all[(kind, why)] = said = new();

        said.Count += count;
        if (example is not null && said.Examples.Count < Examples)
            said.Examples.Add(example);
    }

    private Counts Of(ImportKind kind) => _counts.TryGetValue(kind, out var counts) ? counts : _counts[kind] = new();

    /// <summary>Of one kind.</summary>
    public sealed class Counts
    {
        public long Found { get; internal set; }

        public long Imported { get; internal set; }

        public long Already { get; internal set; }

        public long Skipped { get; internal set; }

        public long Lost => Found - Imported - Already - Skipped;
    }

    /// <summary>One reason, how often, and the first of those whom it met.</summary>
    public sealed record Line(ImportKind Kind, string Why, long Count, IReadOnlyList<string> Examples)
    {
        internal static Line Of(KeyValuePair<(ImportKind Kind, string Why), Why> said) =>
            new(said.Key.Kind, said.Key.Why, said.Value.Count, said.Value.Examples);
    }

    internal sealed class Why
    {
        public long Count { get; set; }

        public List<string> Examples { get; } = [];
    }
}
