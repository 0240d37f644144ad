using System.Text.Json;
using Umul.Metrics;

namespace Umul.Mlflow.Wire;

/// <summary>Reads the body of log-batch straight into metric points, without a document and without a string for each point.</summary>
/// <remarks>
/// It knows only what well-behaved clients send. At the first surprise it gives up and says so; the caller then reads the same body the
/// slow way, which knows every rule and every message. The two must agree on what they both accept.
/// </remarks>
internal ref struct LogBatchReader
{
    private Utf8JsonReader _json;
    private readonly LogBatch _batch;

    private LogBatchReader(ReadOnlySpan<byte> body, LogBatch batch)
    {
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 16 });
        _batch = batch;
    }

    /// <summary>Fills the batch; false if the body needs the slow way. What is in the batch is then of no use.</summary>
    public static bool TryReadBatch(ReadOnlySpan<byte> body, LogBatch batch)
    {
        try
        {
            return new LogBatchReader(body, batch).ReadBatch();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false; // not JSON, or not Unicode
        }
    }

    /// <summary>Reads the body of log-metric: one point and its run.</summary>
    public static bool TryReadMetric(ReadOnlySpan<byte> body, LogBatch batch)
    {
        try
        {
            var reader = new LogBatchReader(body, batch);
            return reader._json.Read() && reader._json.TokenType == JsonTokenType.StartObject && reader.ReadPoint() && batch.RunId is not null
                && !reader._json.Read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool ReadBatch()
    {
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
            return false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var isRead = _json.ValueTextEquals("metrics"u8) ? ReadPoints()
                : _json.ValueTextEquals("run_id"u8) ? ReadRunId()
                : _json.ValueTextEquals("params"u8) ? ReadPairs(_batch.Params)
                : _json.ValueTextEquals("tags"u8) ? ReadPairs(_batch.Tags)
                : SkipValue();
            if (!isRead)
                return false;
        }
        return _json.TokenType == JsonTokenType.EndObject && _batch.RunId is not null && !_json.Read();
    }

    private bool ReadPoints()
    {
        if (_batch.Count > 0 || !_json.Read() || _json.TokenType != JsonTokenType.StartArray)
            return false;
        while (_json.Read() && _json.TokenType == JsonTokenType.StartObject)
        {
            if (_batch.Count == LogBatch.MaxPoints || !ReadPoint())
                return false;
        }
        return _json.TokenType == JsonTokenType.EndArray;
    }

    /// <summary>The members of one metric, up to its closing brace. In log-metric the run is one of them.</summary>
    private bool ReadPoint()
    {
        string? key = null;
        double? value = null;
        long? timeMs = null;
        var step = 0L;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("key"u8))
            {
                if (!_json.Read() || _json.TokenType != JsonTokenType.String || _json.ValueIsEscaped || (key = KeyCache.Find(_json.ValueSpan)) is null)
                    return false;
            }
            else if (_json.ValueTextEquals("value"u8))
            {
                if ((value = ReadValue()) is null)
                    return false;
            }
            else if (_json.ValueTextEquals("timestamp"u8))
            {
                if ((timeMs = ReadInteger()) is null or < 0)
                    return false;
            }
            else if (_json.ValueTextEquals("step"u8))
            {
                if (ReadInteger() is not { } read)
                    return false;
                step = read;
            }
            else if (!ReadOther())
            {
                return false;
            }
        }
        if (key is null || value is null || timeMs is null)
            return false;
        _batch.Add(new MetricPoint(key, step, timeMs.Value, value.Value));
        return _json.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>Members of a metric that say where it belongs. Those that name a model or a data set are for the slow way.</summary>
    private bool ReadOther()
    {
        if (_json.ValueTextEquals("model_id"u8) || _json.ValueTextEquals("dataset_name"u8) || _json.ValueTextEquals("dataset_digest"u8))
            return false;
        return _json.ValueTextEquals("run_id"u8) && _json.CurrentDepth == 1 ? ReadRunId() : SkipValue();
    }

    private double? ReadValue()
    {
        if (!_json.Read())
            return null;
        if (_json.TokenType == JsonTokenType.Number)
            return _json.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
        if (_json.TokenType != JsonTokenType.String)
            return null;
        return _json.ValueTextEquals("NaN"u8) ? double.NaN
            : _json.ValueTextEquals("Infinity"u8) ? double.PositiveInfinity
            : _json.ValueTextEquals("-Infinity"u8) ? double.NegativeInfinity
            : null;
    }

    private long? ReadInteger() => _json.Read() && _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var number) ? number : null;

    private bool ReadRunId()
    {
        if (!_json.Read() || _json.TokenType != JsonTokenType.String)
            return false;
        _batch.RunId = _json.GetString();
        return _batch.RunId!.Length > 0;
    }

    private bool ReadPairs(List<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count > 0 || !_json.Read() || _json.TokenType != JsonTokenType.StartArray)
            return false;
        while (_json.Read() && _json.TokenType == JsonTokenType.StartObject)
        {
            if (pairs.Count == LogBatch.MaxPairs || !ReadPair(pairs))
                return false;
        }
        return _json.TokenType == JsonTokenType.EndArray;
    }

    private bool ReadPair(List<KeyValuePair<string, string>> pairs)
    {
        string? key = null, value = null;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = _json.ValueTextEquals("key"u8);
            if (!isKey && !_json.ValueTextEquals("value"u8))
            {
                if (!SkipValue())
                    return false;
                continue;
            }
            if (!_json.Read() || _json.TokenType != JsonTokenType.String)
                return false;
            if (isKey)
                key = _json.ValueIsEscaped ? null : KeyCache.Find(_json.ValueSpan);
            else
                value = _json.GetString();
        }
        if (key is null || value is null || value.Contains('\0', StringComparison.Ordinal))
            return false;
        pairs.Add(new(key, value));
        return _json.TokenType == JsonTokenType.EndObject;
    }

    private bool SkipValue()
    {
        _json.Skip();
        return true;
    }
}
