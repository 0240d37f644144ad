using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Umul.Ledger;

/// <summary>What an entry says. Numbers are stored: never renumber.</summary>
internal enum LedgerKind
{
    /// <summary>Results were shown to a person who had not seen them.</summary>
    Look = 1,

    /// <summary>A split was opened: its results are shown to whoever may see the project.</summary>
    Open = 2,

    /// <summary>A split was sealed again.</summary>
    Close = 3,

    /// <summary>The results of one idea were unsealed for a decision.</summary>
    Unseal = 4,

    /// <summary>An idea came into being.</summary>
    Idea = 5,

    /// <summary>An idea was decided about.</summary>
    Decision = 6,

    /// <summary>Results of single runs were unsealed for a decision. The subject is their ids, the evidence the hash of each one's results.</summary>
    UnsealRuns = 7,

    /// <summary>Results of single runs, as numbers of cases or means, were shown to a person who had not seen them.</summary>
    LookAtRuns = 8,
}

/// <summary>What is to be written into the ledger.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="ProjectId">In which project.</param>
/// <param name="Split">On which split; "" where none is meant.</param>
/// <param name="Subject">Which idea; "" for all.</param>
internal sealed record LedgerLine(LedgerKind Kind, long ProjectId, string Split, string Subject)
{
    /// <summary>Names of the metrics that were shown.</summary>
    public string Metrics { get; init; } = "";

    /// <summary>Hash of the results that were shown.</summary>
    public string Evidence { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Person { get; init; } = "";
}

/// <summary>An entry of the ledger, chained to the one before it.</summary>
internal sealed record LedgerEntry
{
    /// <summary>From 1, without a gap.</summary>
    public long Id { get; init; }

    public long Kind { get; init; }

    public long ProjectId { get; init; }

    public string Split { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Metrics { get; init; } = "";

    public string Evidence { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Person { get; init; } = "";

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long WrittenMs { get; init; }

    /// <summary>Hash of the entry before; "" for the first.</summary>
    public string Previous { get; init; } = "";

    public string Hash { get; init; } = "";

    public string Seal { get; init; } = "";

    /// <summary>What the hash has to be: of every other field, each with its length, so that no text can pass for two.</summary>
    public string ComputeHash()
    {
        var text = new StringBuilder("umul ledger 1\n");
        string[] fields =
        [
            Number(Id), Number(Kind), Number(ProjectId), Split, Subject, Metrics, Evidence, Reason, Person, Number(WrittenMs), Previous,
        ];
        foreach (var field in fields) text.Append(CultureInfo.InvariantCulture, $"{field.Length}:{field}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
