using Parley.Protocol;

namespace Parley.Tests.Access.Matrix;

/// <summary>How long what a row calls on can be used.</summary>
internal enum Use
{
    /// <summary>Success changes nothing that another row looks at.</summary>
    Shared,

    /// <summary>The row needs one that no other row has touched.</summary>
    Own,

    /// <summary>Every success uses it up.</summary>
    Spends,
}

/// <summary>
/// One way to call one route or frame: with what, and who may. Words with <c>$</c> in front stand for the scene's ids, see
/// <see cref="Scene.Fill"/>.
/// </summary>
internal sealed record Row(string Door, Rule Rule, string[] Success)
{
    /// <summary>What sets this row apart from others of the same door.</summary>
    public string? Case { get; init; }

    public string Query { get; init; } = "";

    /// <summary>JSON; of a frame the members that follow its type.</summary>
    public string? Body { get; init; }

    /// <summary>What is sent as a form's field <c>file</c>.</summary>
    public string? File { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands for parameters of the path that are not the scene's own.</summary>
    public IReadOnlyDictionary<string, string> Path { get; init; } = new Dictionary<string, string>();

    public Use Use { get; init; }

    /// <summary>In a good answer: whether a word of the scene must be there, or must not.</summary>
    public (string Word, Func<Cell, bool> IsThere)? Shows { get; init; }

    public IReadOnlyList<Kind> Kinds { get; init; } = Enum.GetValues<Kind>();

    /// <summary>Whether it only reads, so that a token for reading is enough.</summary>
    public bool IsSafe { get; init; }

    /// <summary>Whether no credential is looked at, although the call is refused.</summary>
    public bool IsAnonymous { get; init; }

    public string Name => Case is null ? Door : $"{Door}: {Case}";

    public override string ToString() => Name;

    /// <summary>What a caller is owed: the rule, after what is asked of every credential.</summary>
    public Error? Expect(Cell cell)
    {
        if (IsAnonymous || Rule(cell with { Who = Who.Nobody }) is null)
            return Rule(cell);

        return cell.Who switch
        {
            Who.Disabled => Errors.AccountDisabled,
            Who.ReadOnly when !IsSafe => Errors.ScopeMissing,
            _ => Rule(cell),
        };
    }

    /// <summary>Who may read a message's text by this row without being a member: whoever decides on a report of it.</summary>
    public Func<Cell, bool> Discloses { get; init; } = _ => false;

    public Row DisclosingTo(Func<Cell, bool> who) => this with { Discloses = who };

    public Row Reads() => this with { IsSafe = true };

    public Row Anonymous() => this with { IsAnonymous = true };

    public Row As(string @case) => this with { Case = @case };

    public Row With(string body) => this with { Body = body };

    public Row Uploading(string content) => this with { File = content };

    public Row Saying(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    public Row Asking(string query) => this with { Query = query };

    public Row Naming(string parameter, string value) => this with { Path = new Dictionary<string, string>(Path) { [parameter] = value } };

    public Row Spends() => this with { Use = Use.Spends };

    public Row OnItsOwn() => this with { Use = Use.Own };

    public Row Showing(string word, Func<Cell, bool> isThere) => this with { Shows = (word, isThere) };

    public Row Only(params Kind[] kinds) => this with { Kinds = kinds };

    /// <summary>A route about accounts: where no conversation is named, one kind stands for all.</summary>
    public Row AboutAccounts() => Only(Kind.PublicGroup);
}
