using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Umul.Projects;
using Umul.Web;

namespace Umul.Runs;

/// <summary>Runs side by side: every param, metric, tag and fact of provenance that at least one of them has.</summary>
internal static class CompareEndpoints
{
    private const int MaximumRuns = 50;
    private const string Internal = "mlflow.";

    private static readonly JsonSerializerOptions s_wire = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Tags that say where a run came from. They are written by clients, not by people.</summary>
    private static readonly string[] s_provenance = ["mlflow.source.", "mlflow.user", "mlflow.docker.", "mlflow.project", "umul."];

    extension(IEndpointRouteBuilder routes)
    {
        public void MapCompare() => routes.MapGet("/api/compare", Compare);
    }

    private static JsonHttpResult<Comparison> Compare(string runs, RunStore store, KeyStore keys, ProjectStore projects)
    {
        var ids = runs.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count > MaximumRuns) throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"At most {MaximumRuns} runs are compared at once; asked for {ids.Count}.",
            $"한 번에 실행 {MaximumRuns}개까지 비교합니다. 요청은 {ids.Count}개입니다."));
        var data = store.Data([.. ids.Select(store.Find).OfType<Run>()]);
        var isOfSource = (string key) => s_provenance.Any(p => key.StartsWith(p, StringComparison.Ordinal));
        var tags = Texts(data, d => d.Tags);
        List<TextRow> provenance =
        [
            new("user", [.. data.Select(d => d.Run.UserName)]),
            new("status", [.. data.Select(d => d.Run.Status.ToString().ToLowerInvariant())]),
            .. tags.Where(t => isOfSource(t.Key)),
        ];
        return TypedResults.Json(
            new Comparison(
                Texts(data, d => d.Params),
                [.. tags.Where(t => !isOfSource(t.Key) && !t.Key.StartsWith(Internal, StringComparison.Ordinal))],
                provenance,
                Metrics(data, keys, PrimaryMetrics.Of(projects, data))),
            s_wire);
    }

    private static List<TextRow> Texts(IReadOnlyList<RunData> data, Func<RunData, IReadOnlyList<KeyValuePair<string, string>>> of)
    {
        var byRun = data.Select(d => of(d).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal)).ToList();
        return [.. byRun.SelectMany(v => v.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => new TextRow(key, [.. byRun.Select(v => v.GetValueOrDefault(key))]))];
    }

    private static List<MetricRow> Metrics(IReadOnlyList<RunData> data, KeyStore keys, IReadOnlySet<string> primary)
    {
        var directions = data.Select(d => d.Run.ProjectId).Distinct().SelectMany(keys.OfProject).Where(k => k.Kind == KeyKind.Metric)
            .GroupBy(k => k.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var byRun = data.Select(d => d.Metrics.ToDictionary(m => m.Key, m => m.Summary, StringComparer.Ordinal)).ToList();
        var rows = new List<MetricRow>();
        foreach (var key in byRun.SelectMany(v => v.Keys).Distinct(StringComparer.Ordinal).OrderBy(key => !primary.Contains(key)).ThenBy(key => key, StringComparer.Ordinal))
        {
            var known = directions.GetValueOrDefault(key);
            var direction = known?.Direction ?? MetricDirection.Unknown;
            double?[] last = [.. byRun.Select(v => v.TryGetValue(key, out var s) ? s.LastValue : (double?)null)];
            double?[] best = [.. byRun.Select(v => v.TryGetValue(key, out var s) && s.HasFinite ? (direction == MetricDirection.Lower ? s.Minimum : s.Maximum) : (double?)null)];
            rows.Add(new MetricRow(key, (int)direction, known?.IsGuess == true, last, direction == MetricDirection.Unknown ? last : best));
        }
        return rows;
    }

    internal sealed record Comparison(IReadOnlyList<TextRow> Params, IReadOnlyList<TextRow> Tags, IReadOnlyList<TextRow> Provenance, IReadOnlyList<MetricRow> Metrics);

    internal sealed record TextRow(string Key, IReadOnlyList<string?> Values);

    internal sealed record MetricRow(string Key, int Direction, bool Guess, IReadOnlyList<double?> Last, IReadOnlyList<double?> Best);
}
