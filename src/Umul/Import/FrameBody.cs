using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text.Json;
using Umul.Metrics;
using Umul.Runs;

namespace Umul.Import;

/// <summary>Writes the frames of docs/client-protocol.md: magic, length, CRC-32 of sequence and payload, sequence, JSON.</summary>
internal sealed class FrameBody : IDisposable
{
    private const int HeadLength = 20;
    private const int ChecksummedFrom = 12;
    private const int FullBytes = 4 << 20;
    private const int MostPointsInRecord = 4096;

    private readonly ArrayBufferWriter<byte> body = new();
    private readonly ArrayBufferWriter<byte> payload = new();
    private readonly Utf8JsonWriter json;
    private long last;

    public FrameBody() => json = new Utf8JsonWriter(payload);

    /// <summary>Half of what a request may hold; the next record fits in any case.</summary>
    public bool IsFull => body.WrittenCount >= FullBytes;

    /// <summary>How many of the points go into one record: those of the same record of the source, step and time, each key once.</summary>
    public static int RecordLength(ReadOnlySpan<MetricPoint> points, ReadOnlySpan<long> offsets)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var length = 0;
        while (length < points.Length && length < MostPointsInRecord && offsets[length] == offsets[0]
            && points[length].Step == points[0].Step && points[length].TimeMs == points[0].TimeMs && keys.Add(points[length].Key))
            length++;
        return length;
    }

    /// <summary>The frames so far; the next ones start a new body.</summary>
    public byte[] Take()
    {
        var bytes = body.WrittenSpan.ToArray();
        body.ResetWrittenCount();
        return bytes;
    }

    public void Start(long sequence, ImportedRun run)
    {
        Begin("start");
        json.WriteString("project", run.Project);
        json.WriteString("name", run.Name);
        json.WriteString("user", run.UserName);
        json.WriteNumber("time", run.StartedMs ?? 0);
        json.WriteString("client", "umul import");
        End(sequence);
    }

    public void Log(long sequence, ReadOnlySpan<MetricPoint> points)
    {
        Begin("log");
        json.WriteNumber("step", points[0].Step);
        json.WriteNumber("time", points[0].TimeMs);
        json.WriteStartObject("metrics");
        foreach (ref readonly var point in points)
        {
            if (double.IsFinite(point.Value))
                json.WriteNumber(point.Key, point.Value);
            else
                json.WriteString(point.Key, double.IsNaN(point.Value) ? "NaN" : point.Value > 0 ? "Infinity" : "-Infinity");
        }
        json.WriteEndObject();
        End(sequence);
    }

    public void Console(long sequence, string text)
    {
        Begin("console");
        json.WriteString("stream", "stdout");
        json.WriteString("text", text);
        End(sequence);
    }

    /// <summary>Says nothing but how far the source was read.</summary>
    public void Place(long sequence)
    {
        Begin("leave");
        End(sequence);
    }

    public void Pairs(long sequence, string kind, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        Begin(kind);
        json.WriteStartObject(kind);
        foreach (var (key, value) in pairs)
            json.WriteString(key, value);
        json.WriteEndObject();
        End(sequence);
    }

    public void Finish(long sequence, RunStatus status, long endedMs)
    {
        Begin("finish");
        json.WriteString("status", status switch { RunStatus.Failed => "FAILED", RunStatus.Killed => "KILLED", _ => "FINISHED" });
        json.WriteNumber("time", endedMs);
        End(sequence);
    }

    public void Dispose() => json.Dispose();

    private void Begin(string kind)
    {
        payload.ResetWrittenCount();
        json.Reset(payload);
        json.WriteStartObject();
        json.WriteString("kind", kind);
    }

    private void End(long sequence)
    {
        json.WriteEndObject();
        json.Flush();
        // Several records of one place (a very wide one, or text behind points) follow one another; offsets leave room for that.
        last = Math.Max(sequence, last + 1);
        var frame = body.GetSpan(HeadLength + payload.WrittenCount);
        "umf1"u8.CopyTo(frame);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], payload.WrittenCount);
        BinaryPrimitives.WriteInt64LittleEndian(frame[ChecksummedFrom..], last);
        payload.WrittenSpan.CopyTo(frame[HeadLength..]);
        var summed = frame[ChecksummedFrom..(HeadLength + payload.WrittenCount)];
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], Crc32.HashToUInt32(summed));
        body.Advance(HeadLength + payload.WrittenCount);
    }
}
