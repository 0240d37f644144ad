namespace Umul.Ideas;

/// <summary>The ideas that a request's page is about, read once for the page and its parts.</summary>
internal sealed class IdeaView(IdeaTree tree, IdeaNoise noise, Ledger.LedgerView ledger)
{
    private NoiseFloor? _noise;

    public ProjectIdeas Read { get; private set; } = null!;

    public IdeaMeasure Measure => Read.Measure;

    /// <summary>Spread between the runs of the baseline.</summary>
    public NoiseFloor Noise => _noise ??= noise.Of(Read);

    /// <summary>Reads a project's ideas.</summary>
    public void Load(long projectId, string? primaryMetric) => Read = tree.Of(projectId, primaryMetric);

    /// <summary>Notes what of a test split the page shows.</summary>
    public async Task NoteLooks((long Idea, IReadOnlyList<string> Metrics)? also = null)
    {
        await tree.NoteLooks(Read, also);
        ledger.Forget();
    }
}
