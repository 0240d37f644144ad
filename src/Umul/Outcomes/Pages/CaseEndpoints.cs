using Umul.Evaluation;
using Umul.Outcomes.Reports;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Outcomes.Pages;

/// <summary>What the island of the page of all cases asks for.</summary>
internal static class CaseEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/projects/{id}/cases</c> and what is asked of a single case.</summary>
        public void MapCases()
        {
            routes.MapGet("/api/projects/{project:long}/cases", Cases);
            routes.MapCaseFiles();
        }
    }

    private static async Task<CasesAnswer> Cases(long project, string? split, string? metric, string? runs, CasesView view, PageTexts texts)
    {
        view.Load(project, split, metric, runs?.Split(',', StringSplitOptions.RemoveEmptyEntries));
        if (view.Matrix is not { } matrix) throw new UmulException(ErrorCode.NotFound, new Sentence(
            "The project has no outcomes of single cases yet.",
            "프로젝트에 아직 케이스별 결과가 없습니다."));
        await view.NoteLook();
        var (columns, metadata) = view.Metadata();
        var known = MetricCatalogue.Find(matrix.Metric.Definition);
        var (ideas, seeds) = (view.Tag("umul.idea"), view.Tag("umul.seed"));
        UndefinedReason[] reasons = [.. matrix.Reasons.SelectMany(run => run).Where(reason => reason != UndefinedReason.None).Distinct().Order()];
        return new CasesAnswer(
            matrix.Split, matrix.Metric.Name, matrix.Metric.Direction.ToString().ToLowerInvariant(), matrix.Metric.Unit, Number(known?.Low), Number(known?.High),
            matrix.SameCases, matrix.Cases.Ids, matrix.Cases.Groups, columns, metadata,
            [.. matrix.Runs.Select((run, i) => new RunAnswer(
                run.Id, run.Name, run.RowId, ideas.GetValueOrDefault(run.RowId, ""), seeds.GetValueOrDefault(run.RowId, ""), matrix.Origins[i]?.CaseList ?? "",
                [.. matrix.Values[i].Select(value => Number(value))], [.. matrix.Reasons[i].Select(reason => Array.IndexOf(reasons, reason))]))],
            [.. reasons.Select(reason => ReportWords.Of(reason).In(texts.Language))], Array.IndexOf(reasons, UndefinedReason.NotEvaluated),
            Array.IndexOf(reasons, UndefinedReason.Sealed));
    }

    private static double? Number(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <param name="Split">The split.</param>
    /// <param name="Metric">The metric's name.</param>
    /// <param name="Better">higher, lower, unknown.</param>
    /// <param name="Unit">mm, mm³, px; "" for none.</param>
    /// <param name="Low">The least value possible; null if there is no bound.</param>
    /// <param name="High">The largest.</param>
    /// <param name="SameCases">Whether all runs were evaluated on the same cases.</param>
    /// <param name="Cases">Ids.</param>
    /// <param name="Groups">Patient or speaker of each case.</param>
    /// <param name="Columns">Names of metadata columns.</param>
    /// <param name="Metadata">[column][case].</param>
    /// <param name="Runs">Oldest first.</param>
    /// <param name="Reasons">Why values are undefined, in the reader's language.</param>
    /// <param name="Sealed">Which of them means that the value is not shown because it is sealed; −1 if none.</param>
    /// <param name="NotEvaluated">Which of them means that the run was not evaluated on the case; −1 if none.</param>
    internal sealed record CasesAnswer(
        string Split, string Metric, string Better, string Unit, double? Low, double? High, bool SameCases, IReadOnlyList<string> Cases, IReadOnlyList<string>? Groups,
        IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Metadata, IReadOnlyList<RunAnswer> Runs, IReadOnlyList<string> Reasons, int NotEvaluated, int Sealed);

    /// <param name="Id">The run's id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Number">By which it has its colour.</param>
    /// <param name="Idea">Which idea it says it tries; "" for none.</param>
    /// <param name="Seed">Its seed.</param>
    /// <param name="CaseList">The same for runs with the same cases.</param>
    /// <param name="Values">By case; null where undefined.</param>
    /// <param name="Reasons">Number of the reason by case; −1 where there is a value.</param>
    internal sealed record RunAnswer(
        string Id, string Name, long Number, string Idea, string Seed, string CaseList, IReadOnlyList<double?> Values, IReadOnlyList<int> Reasons);
}
