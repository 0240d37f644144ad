using Umul.Mlflow.Wire;
using Umul.Models;
using Umul.Runs;

namespace Umul.Mlflow.Runs;

/// <summary>The two calls that a training loop makes most. What is usual takes the fast way, all else the way that knows every message.</summary>
internal sealed class LoggingEndpoints(RunStore runs, LoggedModelStore models)
{
    private static readonly IReadOnlyList<KeyValuePair<string, string>> s_none = [];

    public async Task LogMetric(HttpContext http)
    {
        ContentTypes.Check(http.Request);
        using var body = await MlflowBody.ReadAsync(http.Request, http.RequestAborted);
        using var batch = new LogBatch();
        if (!LogBatchReader.TryReadMetric(body.Span, batch))
        {
            await LogMetricSlowly(http, body);
            return;
        }
        await runs.Append(batch.RunId!, new RunBatch { Points = batch.Points }).InRun(batch.RunId!);
        await MlflowCall.Empty(http);
    }

    public async Task LogBatch(HttpContext http)
    {
        ContentTypes.Check(http.Request);
        using var body = await MlflowBody.ReadAsync(http.Request, http.RequestAborted);
        using var batch = new LogBatch();
        IReadOnlyList<MetricOnModel> measured = [];
        if (!LogBatchReader.TryReadBatch(body.Span, batch) || !LogBatchMessages.IsWithinLimits(batch))
        {
            batch.Clear();
            using var document = MlflowJson.Parse(body.Memory);
            measured = LogBatchMessages.Read(new MlflowCall(http, new MlflowFields(document.RootElement)), batch);
        }
        await Store(batch);
        await Measure(batch.RunId!, measured);
        await MlflowCall.Empty(http);
    }

    private async Task LogMetricSlowly(HttpContext http, MlflowBody body)
    {
        using var document = MlflowJson.Parse(body.Memory);
        var call = new MlflowCall(http, new MlflowFields(document.RootElement));
        var id = call.RunId();
        var (point, onModel) = LogBatchMessages.ReadPoint(call.Fields);
        await runs.Append(id, new RunBatch { Points = new[] { point } }).InRun(id);
        if (onModel is not null)
            await Measure(id, [onModel]);
        await MlflowCall.Empty(http);
    }

    private async Task Store(LogBatch batch)
    {
        var id = batch.RunId!;
        // the writer may still hold lists and points after a failure, but never after this await
        await runs.Append(id, new RunBatch
        {
            Points = batch.Points,
            Params = batch.Params.Count > 0 ? batch.Params : s_none,
            Tags = batch.Tags.Count > 0 ? batch.Tags : s_none,
        }).InRun(id);
        if (batch.Tags.FindLast(t => t.Key == RunMessages.NameTag).Value is { Length: > 0 } name)
            await runs.Update(id, name: name);
    }

    private async Task Measure(string runId, IReadOnlyList<MetricOnModel> measured)
    {
        foreach (var model in measured.GroupBy(m => m.Model))
        {
            if (models.Exists(model.Key))
                await models.Measure(model.Key, [.. model.Select(m => m.ToMetric(runId))]);
        }
    }
}
