using Umul.Ideas;
using Umul.Projects;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Comparisons;

/// <summary>
/// Computes the comparisons of the newest project with ideas once, a moment after the start and in the background, so that who opens the
/// first one finds it computed and the code for it compiled. Nothing is shown to anybody, so it is no look.
/// </summary>
internal sealed class ComparisonPreparation(IHostApplicationLifetime lifetime, ProjectStore projects, IdeaStore ideas, IdeaTree tree, IdeaComparison comparisons)
{
    // Whoever started the server for something else has his answer first.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Begins, for a server that stays; ends with it.</summary>
    public void Begin() => _ = Prepare(lifetime.ApplicationStopping);

    private async Task Prepare(CancellationToken stopping)
    {
        await Task.Delay(s_pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stopping.IsCancellationRequested) return;
        try
        {
            if (projects.All().Where(project => project.DeletedMs is null && ideas.All(project.Id).Count > 1).MaxBy(project => project.UpdatedMs) is { } newest) Compute(newest.Id);
        }
        catch (Exception failure) when (failure is UmulException or System.Data.Common.DbException or IOException or ObjectDisposedException)
        {
            // Whoever asks will be told; here nobody has asked.
        }
    }

    private void Compute(long project)
    {
        var (read, texts) = (tree.Of(project), new PageTexts(Language.English));
        foreach (var node in read.Nodes)
        {
            if (comparisons.Of(read, node, texts.Comparison) is not { } comparison) continue;
            _ = new ComparisonFigures(comparison, read, texts).All();
            break; // the others share its family and its code
        }
    }
}
