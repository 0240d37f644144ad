using System.Globalization;
using Umul.Metrics;
using Umul.Mlflow.Wire;
using Umul.Models;

namespace Umul.Mlflow.Runs;

/// <summary>A metric that was measured on a logged model, perhaps on a named data set.</summary>
internal sealed record MetricOnModel(string Model, string DatasetName, string DatasetDigest, MetricPoint Point)
{
    public ModelMetric ToMetric(string runId) => new(Point.Key, runId, DatasetName, DatasetDigest, Point.Step, Point.TimeMs, Point.Value);
}

/// <summary>log-batch and log-metric read field by field, with every rule and every message.</summary>
internal static class LogBatchMessages
{
    /// <summary>Fills the batch; the answer are those of its metrics that belong to a model too.</summary>
    public static IReadOnlyList<MetricOnModel> Read(MlflowCall call, LogBatch batch)
    {
        batch.RunId = call.RunId();
        var metrics = call.Fields.List("metrics");
        CheckCount(metrics.Count, LogBatch.MaxPoints, "metrics");
        CheckCount(call.Fields.List("params").Count, LogBatch.MaxPairs, "params");
        CheckCount(call.Fields.List("tags").Count, LogBatch.MaxPairs, "tags");
        CheckCount(metrics.Count + call.Fields.List("params").Count + call.Fields.List("tags").Count, LogBatch.MaxTogether, "metrics, params, and tags");
        var onModels = new List<MetricOnModel>();
        foreach (var metric in metrics)
        {
            var (point, onModel) = ReadPoint(metric);
            batch.Add(point);
            if (onModel is not null)
                onModels.Add(onModel);
        }
        batch.Params.AddRange(Pairs.Read(call.Fields, "params", "param", MlflowNames.MaxParamValue));
        batch.Tags.AddRange(Pairs.Read(call.Fields, "tags", "tag", MlflowNames.MaxRunTagValue));
        CheckParamsOnce(batch.Params);
        return onModels;
    }

    public static (MetricPoint Point, MetricOnModel? OnModel) ReadPoint(MlflowFields metric)
    {
        var key = metric.RequiredText("key");
        MlflowNames.CheckKey(key, "Metric name");
        var value = metric.RequiredNumber("value");
        var timeMs = metric.RequiredInteger("timestamp");
        if (timeMs < 0)
        {
            throw MlflowException.Invalid($"Invalid value {timeMs.ToString(CultureInfo.InvariantCulture)} for parameter 'timestamp' supplied: metric '{key}' "
                + $"(value={value.ToString("R", CultureInfo.InvariantCulture)}). Timestamp must be a nonnegative long (64-bit integer) ");
        }
        var point = new MetricPoint(key, metric.Integer("step") ?? 0, timeMs, value);
        var model = metric.Text("model_id");
        return (point, string.IsNullOrEmpty(model)
            ? null
            : new MetricOnModel(model, metric.Text("dataset_name") ?? "", metric.Text("dataset_digest") ?? "", point));
    }

    /// <summary>Whether what the fast way read keeps the rules that it does not check itself.</summary>
    public static bool IsWithinLimits(LogBatch batch)
    {
        if (batch.Count + batch.Params.Count + batch.Tags.Count > LogBatch.MaxTogether)
            return false;
        if (batch.Params.Count > 1 && batch.Params.DistinctBy(p => p.Key).Count() < batch.Params.Count)
            return false;
        return batch.Params.TrueForAll(p => p.Value.Length <= MlflowNames.MaxParamValue)
            && batch.Tags.TrueForAll(t => t.Value.Length <= MlflowNames.MaxRunTagValue);
    }

    private static void CheckCount(int count, int limit, string what)
    {
        if (count > limit)
        {
            throw MlflowException.Invalid($"A batch logging request can contain at most {limit} {what}. Got {count} {what}. "
                + $"Please split up {what} across multiple requests and try again.");
        }
    }

    private static void CheckParamsOnce(List<KeyValuePair<string, string>> parameters)
    {
        var repeated = parameters.GroupBy(p => p.Key).Where(g => g.Count() > 1).Select(g => $"'{g.Key}'").ToList();
        if (repeated.Count > 0)
        {
            throw MlflowException.Invalid($"Duplicate parameter keys have been submitted: [{string.Join(", ", repeated)}]. "
                + "Please ensure the request contains only one param value per param key.");
        }
    }
}
