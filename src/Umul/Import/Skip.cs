namespace Umul.Import;

/// <summary>A piece of a source that could not be imported: which file, from which byte on, and why.</summary>
internal sealed record Skip(string File, long Offset, SkipReason Reason, string? Detail);

internal enum SkipReason
{
    /// <summary>Nothing after this place can be trusted: the length that leads to the next record is damaged.</summary>
    BrokenFrame,

    /// <summary>One record fails its checksum; the records after it are read.</summary>
    BadChecksum,

    /// <summary>The checksum holds but the content is not what the format says.</summary>
    Malformed,

    /// <summary>The file ends inside a record: a crash, or a job that is still writing.</summary>
    Truncated,

    /// <summary>Larger than Umul takes from an unknown file.</summary>
    TooLarge,

    /// <summary>The file is not of this format at all.</summary>
    NotThisFormat,

    /// <summary>The file or folder could not be read.</summary>
    Unreadable,

    /// <summary>Sound, but against a rule of Umul, for example a key of 300 characters.</summary>
    Refused,
}
