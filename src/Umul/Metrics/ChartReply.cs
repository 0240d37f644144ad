using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Umul.Metrics;

/// <summary>
/// Curves as bytes: length of the header (uint32, little-endian), a JSON header padded with spaces to a multiple of eight, then the
/// columns as doubles. The browser lays typed arrays over it; 50 runs are one answer and nothing is parsed digit by digit.
/// </summary>
internal static class ChartReply
{
    public static byte[] Write(IReadOnlyList<ChartCurve> curves, double? binWidth, int missing)
    {
        var header = Header(curves, binWidth, missing);
        var columns = curves.Sum(c => Columns(c).Sum(column => (long)column.Values.Length)) * sizeof(double);
        var padded = (4 + header.Length + 7) / 8 * 8;
        var bytes = new byte[padded + columns];
        BitConverter.TryWriteBytes(bytes, (uint)(padded - 4));
        header.CopyTo(bytes.AsSpan(4));
        bytes.AsSpan(4 + header.Length, padded - 4 - header.Length).Fill((byte)' ');
        var at = padded;
        foreach (var curve in curves)
        {
            foreach (var (_, values) in Columns(curve))
            {
                MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(bytes.AsSpan(at));
                at += values.Length * sizeof(double);
            }
        }
        return bytes;
    }

    private static ReadOnlySpan<byte> Header(IReadOnlyList<ChartCurve> curves, double? binWidth, int missing)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + curves.Count * 160);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("missing", missing);
            if (binWidth is { } width) json.WriteNumber("binWidth", width);
            json.WriteStartArray("curves");
            foreach (var curve in curves) Write(json, curve);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter json, ChartCurve curve)
    {
        json.WriteStartObject();
        json.WriteString("id", curve.Id);
        json.WriteNumber("length", curve.X.Length);
        json.WriteNumber("points", curve.PointCount);
        json.WriteBoolean("exact", curve.IsExact);
        if (curve.IsOlder) json.WriteBoolean("isOlder", true);
        if (curve.Superseded > 0) json.WriteNumber("superseded", curve.Superseded);
        json.WriteStartArray("columns");
        foreach (var (name, _) in Columns(curve)) json.WriteStringValue(name);
        json.WriteEndArray();
        if (curve.Odd.Count > 0)
        {
            json.WriteStartArray("odd");
            foreach (var odd in curve.Odd)
            {
                json.WriteStartArray();
                json.WriteNumberValue(odd.X);
                json.WriteNumberValue((int)odd.Kind);
                json.WriteNumberValue(odd.Count);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, double[] Values)> Columns(ChartCurve curve)
    {
        yield return ("x", curve.X);
        yield return ("y", curve.Y);
        if (curve.Low is { } low) yield return ("low", low);
        if (curve.High is { } high) yield return ("high", high);
        if (curve.N is { } n) yield return ("n", n);
    }
}
