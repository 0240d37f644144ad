using System.Buffers;
using System.IO.Pipelines;

namespace Umul.Mlflow.Wire;

/// <summary>A request's body as one stretch of rented memory: the reader of a log-batch wants it whole and contiguous.</summary>
internal sealed class MlflowBody : IDisposable
{
    /// <summary>The longest JSON body that is read: the web server's own limit. The largest legal message, log-inputs with a full profile, is 17 MB.</summary>
    public const int MaxBytes = 30_000_000;

    private byte[] buffer;

    private MlflowBody(byte[] buffer, int length)
    {
        this.buffer = buffer;
        Length = length;
    }

    public int Length { get; }

    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(0, Length);

    public ReadOnlySpan<byte> Span => buffer.AsSpan(0, Length);

    public static async ValueTask<MlflowBody> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxBytes)
            throw MlflowException.TooLarge(MaxBytes);
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            if (result.IsCompleted)
                return Take(reader, result.Buffer);
            if (result.Buffer.Length > MaxBytes)
                throw MlflowException.TooLarge(MaxBytes);
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    public void Dispose()
    {
        var rented = Interlocked.Exchange(ref buffer, []);
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private static MlflowBody Take(PipeReader reader, in ReadOnlySequence<byte> content)
    {
        if (content.Length > MaxBytes)
            throw MlflowException.TooLarge(MaxBytes);
        var length = (int)content.Length;
        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        content.CopyTo(rented);
        reader.AdvanceTo(content.End);
        return new MlflowBody(rented, length);
    }
}
