using Umul.Runs;

namespace Umul.Outcomes.Pages;

/// <summary>Asked before a run's prediction leaves the server: on a test split it may be sealed, and showing it is a look.</summary>
internal sealed class ShownPredictions(RunStore runs, ShownOutcomes shown)
{
    /// <summary>Whether a run's results on the split must not be shown.</summary>
    public bool IsSealed(string run, string split) => runs.Find(run) is { } predicted && shown.IsSealed(predicted, split);

    /// <summary>Notes the look.</summary>
    /// <exception cref="Umul.Web.UmulException">The run's results on the split are sealed.</exception>
    public async Task Open(string run, string split)
    {
        if (runs.Find(run) is not { } predicted) return;
        shown.RequireUnsealed(predicted, split);
        await shown.NoteLook([predicted], split, ["prediction"]);
    }
}
