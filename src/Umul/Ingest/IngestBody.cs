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
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"Content-Encoding '{encoding}' is not known here; send gzip or none.",
                $"Content-Encoding '{encoding}'은(는) 알 수 없습니다. gzip으로 보내거나 빼세요."));
        try
        {
            if (encoding is not "gzip") return await ReadBounded(request.Body, (int)Math.Min(request.ContentLength ?? 0, MaximumBytes), cancellation);
            await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress);
            return await ReadBounded(unpacked, 0, cancellation);
        }
        catch (InvalidDataException failure)
        {
            throw new UmulException(ErrorCode.Invalid, new Sentence("The body is not the gzip that its header promises.", "본문이 헤더가 말하는 gzip이 아닙니다."), failure);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBounded(Stream stream, int expectedBytes, CancellationToken cancellation)
    {
        var buffer = new byte[Math.Max(expectedBytes, 4096) + 1]; // one more than expected, so that the end is seen without growing
        var length = 0;
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellation)) > 0;)
        {
            length += read;
            if (length > MaximumBytes) throw new UmulException(ErrorCode.TooLarge, new Sentence(
                $"An ingest request may hold {MaximumBytes} bytes. Send fewer records at a time.",
                $"기록 요청은 {MaximumBytes}바이트까지입니다. 한 번에 더 적은 기록을 보내세요."));
            if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        }
        return buffer.AsMemory(0, length);
    }
}
