namespace Umul.Import;

/// <summary>An image, a sound, a text or a histogram that a run logged at a step. The bytes are a view into the reader's buffer.</summary>
internal readonly ref struct ImportedMedia
{
    public required MediaKind Kind { get; init; }

    public required string Key { get; init; }

    public required long Step { get; init; }

    /// <summary>Unix seconds.</summary>
    public required double WallTime { get; init; }

    /// <summary>Position among the items logged together under one key and step.</summary>
    public int Index { get; init; }

    public required string ContentType { get; init; }

    public required ReadOnlySpan<byte> Bytes { get; init; }
}

internal enum MediaKind
{
    Image,
    Audio,
    Text,

    /// <summary>JSON: <c>{"buckets":[[left, right, count], …]}</c>.</summary>
    Histogram,
}
