namespace Umul.Tests.Breaking;

/// <summary>Bytes that can be told apart by their place, without a file to hold them.</summary>
internal sealed class PatternStream(long size) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        count = (int)Math.Min(count, size - _position);
        for (var i = 0; i < count; i++) buffer[offset + i] = At(_position + i);
        _position += count;
        return count;
    }

    /// <summary>Fails at the first byte that differs, and if there are more or fewer than <paramref name="size"/>.</summary>
    public static async Task RequireSame(Stream stream, long size)
    {
        var buffer = new byte[1 << 17];
        long position = 0;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0; position += read)
        {
            for (var i = 0; i < read; i++)
                if (buffer[i] != At(position + i)) Assert.Fail($"Byte {position + i} came back wrong.");
        }
        Assert.Equal(size, position);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte At(long position) => (byte)(position * 31 + (position >> 12));
}
