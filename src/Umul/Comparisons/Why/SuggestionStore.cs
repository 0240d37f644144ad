using Dapper;
using Umul.Database;
using Umul.Ideas;

namespace Umul.Comparisons.Why;

/// <summary>What suggested an idea.</summary>
/// <param name="Split">Where it was found.</param>
/// <param name="Finding">The finding's key.</param>
/// <param name="Cases">Every case that was looked at, not only those of the finding: all of them chose it.</param>
internal sealed record Suggestion(string Split, string Finding, IReadOnlyList<string> Cases);

/// <summary>All SQL about ideas that findings suggested.</summary>
internal sealed class SuggestionStore(UmulDatabase database, TimeProvider clock)
{
    /// <summary>Notes what suggested the idea; the first note stays.</summary>
    public Task Note(Idea idea, Suggestion suggestion) => database.Writer.Write(scope => scope.Execute(
        "INSERT INTO idea_suggestions (idea, split, finding, cases, written_ms) VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT (idea) DO NOTHING",
        idea.Id, suggestion.Split, suggestion.Finding, PackedText.Pack<string[]>([.. suggestion.Cases]), clock.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>What suggested the idea; null if no finding did.</summary>
    public Suggestion? Of(Idea idea)
    {
        if (!Access.Caller.MayRead(idea.ProjectId)) return null;
        using var connection = database.OpenRead();
        return connection.Query<(string Split, string Finding, byte[] Cases)>("SELECT split, finding, cases FROM idea_suggestions WHERE idea = @Id", new { idea.Id })
            .Select(row => new Suggestion(row.Split, row.Finding, PackedText.Unpack<string[]>(row.Cases))).FirstOrDefault();
    }
}
