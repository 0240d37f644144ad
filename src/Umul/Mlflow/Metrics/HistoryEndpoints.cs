using System.Text.Json;
using Umul.Mlflow.Runs;
using Umul.Mlflow.Wire;
using Umul.Runs;

namespace Umul.Mlflow.Metrics;

/// <summary>What was logged of a metric: page by page, of several runs at once, or thinned to evenly spread steps.</summary>
internal sealed class HistoryEndpoints(RunStore runs, HistoryCache recent)
{
    private const int MaxPage = 25_000;
    private const int MaxRuns = 100;
    private const int DefaultSteps = 320;
    private const int MaxSteps = 2_500;

    public Task Get(MlflowCall call)
    {
        var id = call.RunId();
        var key = call.Fields.RequiredText("metric_key");
        var limit = Pages.Limit(call.Fields, int.MaxValue, MaxPage);
        var offset = (int)PageToken.Decode(call.Fields.Text("page_token"));
        if (runs.Find(id) is not { } run || recent.Of(run, key) is not { } history || offset >= history.Count)
            return call.Empty();
        var end = (int)Math.Min((long)offset + limit, history.Count);
        return call.Rows("metrics", [new MetricRows(history, key, withRun: false).Range(offset, end)], end < history.Count ? PageToken.Encode(end) : null);
    }

    /// <summary>Several runs' histories one after the other.</summary>
    public Task GetBulk(MlflowCall call)
    {
        var ids = RunIds(call, "run_id");
        var key = call.Fields.RequiredText("metric_key");
        var limit = Math.Min(Pages.Limit(call.Fields, MaxPage, int.MaxValue), MaxPage);
        var histories = Histories(ids, key);
        var parts = new List<RowSource>();
        foreach (var history in histories)
        {
            parts.Add(new MetricRows(history, key, withRun: true).Range(0, Math.Min(limit, history.Count)));
            limit -= Math.Min(limit, history.Count);
        }
        return call.Rows("metrics", parts, nextPageToken: null);
    }

    /// <summary>The points of at most about max_results steps of several runs.</summary>
    public Task GetBulkInterval(MlflowCall call)
    {
        var ids = RunIds(call, "run_ids");
        var key = call.Fields.RequiredText("metric_key");
        var (from, to) = Range(call.Fields);
        var limit = Pages.Limit(call.Fields, DefaultSteps, MaxSteps);
        var histories = Histories(ids, key);
        var steps = StepSample.Pick(histories, from, to, limit);
        return call.Stream("metrics", histories.SelectMany(history => InSteps(history, steps)),
            (w, row) => Write(w, key, row.History, row.Index, withRun: true));
    }

    private List<MetricHistory> Histories(IEnumerable<string> ids, string key)
        => [.. ids.Distinct(StringComparer.Ordinal).Select(id => runs.Find(id) is { } run ? recent.Of(run, key) : null).OfType<MetricHistory>()];

    private static IEnumerable<(MetricHistory History, int Index)> InSteps(MetricHistory history, HashSet<long> steps)
        => Range(0, history.Count).Where(i => steps.Contains(history[i].Step)).OrderBy(i => history[i].Step).Select(i => (history, i));

    private static (long From, long To) Range(MlflowFields fields)
    {
        var (from, to) = (fields.Integer("start_step"), fields.Integer("end_step"));
        if (from is null != to is null)
            throw MlflowException.Invalid("If either start step or end step are specified, both must be specified.");
        if (from > to)
            throw MlflowException.Invalid($"end_step must be greater than start_step. Found start_step={from} and end_step={to}.");
        return (from ?? long.MinValue, to ?? long.MaxValue);
    }

    private static IReadOnlyList<string> RunIds(MlflowCall call, string name)
    {
        var ids = call.Fields.Texts(name);
        if (ids.Count == 0)
            throw MlflowException.Missing(name);
        return ids.Count <= MaxRuns
            ? ids
            : throw MlflowException.Invalid($"Too many runs: at most {MaxRuns} can be asked for at once. Got {ids.Count} values for parameter '{name}'.");
    }

    private static IEnumerable<int> Range(int start, int end)
    {
        for (var i = start; i < end; i++)
            yield return i;
    }

    private static void Write(Utf8JsonWriter writer, string key, MetricHistory history, int index, bool withRun)
    {
        var (step, timeMs, value) = history[index];
        RunMessages.WriteMetric(writer, key, value, timeMs, step, withRun ? history.RunId : null);
    }
}
