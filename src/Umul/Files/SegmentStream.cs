namespace Umul.Files;

/// <summary>Pieces of memory read one after the other, without joining them.</summary>
internal sealed class SegmentStream(List<ArraySegment<byte>> segments) : Stream
{
    private int segment;
    private int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (segment < segments.Count && at == segments[segment].Count) (segment, at) = (segment + 1, 0);
        if (segment == segments.Count) return 0;
        var count = Math.Min(buffer.Length, segments[segment].Count - at);
        segments[segment].AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
