using System.IO.Compression;
using Umul.Web;

namespace Umul.Ingest;

/// <summary>Reads the body of an ingest request: bounded, also after decompression.</summary>
internal static class IngestBody
{
    /// <summary>What a request may hold, decompressed.</summary>
    public const int MaximumBytes = 8 << 20;

    /// <summary>The whole body.</summary>
    /// <exception cref="UmulException">It is larger than allowed, cannot be decompressed, or is packed in an unknown way.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpRequest request, CancellationToken cancellation)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
            throw new UmulException(ErrorCode.Invalid, $"Content-Encoding '{encoding}' is not known here; send gzip or none.");
        try
        {
            if (encoding is not "gzip") return await ReadBounded(request.Body, (int)Math.Min(request.ContentLength ?? 0, MaximumBytes), cancellation);
            await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress);
            return await ReadBounded(unpacked, 0, cancellation);
        }
        catch (InvalidDataException failure)
        {
            throw new UmulException(ErrorCode.Invalid, "The body is not the gzip that its header promises.", failure);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBounded(Stream stream, int expectedBytes, CancellationToken cancellation)
    {
        var buffer = new byte[Math.Max(expectedBytes, 4096) + 1]; // one more than expected, so that the end is seen without growing
        var length = 0;
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellation)) > 0;)
        {
            length += read;
            if (length > MaximumBytes) throw new UmulException(ErrorCode.TooLarge, $"An ingest request may hold {MaximumBytes} bytes. Send fewer records at a time.");
            if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        }
        return buffer.AsMemory(0, length);
    }
}
