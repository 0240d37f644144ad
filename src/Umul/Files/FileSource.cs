using System.IO.Compression;

namespace Umul.Files;

/// <summary>One file to be read: its name for messages, its bytes, its limits, and the files that lie beside it.</summary>
internal sealed class FileSource(string name, Stream stream, ReadLimits limits, Func<string, Stream?>? beside = null) : IDisposable
{
    /// <summary>What recognition looks at; DICOM's mark is at byte 128, TAR and others are not read.</summary>
    public const int HeadBytes = 512;

    private byte[]? head;

    public string Name { get; } = name;

    public ReadLimits Limits { get; } = limits;

    /// <summary>Seekable, at the start.</summary>
    public Stream Stream { get; } = stream;

    public long Length => Stream.Length;

    /// <summary>The first bytes of the file, fewer if it is shorter.</summary>
    public ReadOnlySpan<byte> Head
    {
        get
        {
            if (head is not null) return head;
            var buffer = new byte[HeadBytes];
            Stream.Position = 0;
            var count = Stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            Stream.Position = 0;
            head = buffer[..count];
            return head;
        }
    }

    public bool IsGzip => Head is [0x1F, 0x8B, ..];

    /// <summary>A file by path; the files of its folder are beside it.</summary>
    public static FileSource Open(string path, ReadLimits? limits = null)
    {
        try
        {
            // Readers ask for large pieces, so a buffer of the stream's own would only be copied through.
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            return new FileSource(path, stream, limits ?? ReadLimits.Default, name => OpenBeside(path, name));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw FileFaults.NoFile(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw FileFaults.Unreadable(path, refused);
        }
    }

    /// <summary>Any stream: one that cannot seek is read into memory first.</summary>
    public static FileSource Of(Stream stream, string name, ReadLimits? limits = null, Func<string, Stream?>? beside = null)
    {
        limits ??= ReadLimits.Default;
        if (stream.CanSeek) return new FileSource(name, stream, limits, beside);
        var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            if (copy.Length + count > limits.MostFileBytes) throw FileFaults.TooLarge(name, "?", copy.Length + count, limits.MostFileBytes);
            copy.Write(buffer, 0, count);
        }
        copy.Position = 0;
        return new FileSource(name, copy, limits, beside);
    }

    /// <summary>The whole file.</summary>
    public byte[] ReadAll()
    {
        if (Length > Limits.MostFileBytes) throw FileFaults.TooLarge(Name, "?", Length, Limits.MostFileBytes);
        var bytes = GC.AllocateUninitializedArray<byte>((int)Length);
        Stream.Position = 0;
        var count = Stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count == bytes.Length ? bytes : bytes[..count];
    }

    /// <summary>A file that a header names. Only a plain name in the same folder is followed, never a path out of it.</summary>
    public Stream OpenPart(string part)
    {
        var isPlain = part.Length > 0 && part == Path.GetFileName(part) && !part.Contains('\\', StringComparison.Ordinal) && part is not ("." or "..");
        return (isPlain ? beside?.Invoke(part) : null) ?? throw FileFaults.MissingPart(Name, part);
    }

    /// <summary>The content with gzip taken away, from <paramref name="offset"/> of the file on.</summary>
    public Stream Inflated(long offset = 0)
    {
        Stream.Position = offset;
        return new GZipStream(Stream, CompressionMode.Decompress, leaveOpen: true);
    }

    public void Dispose() => Stream.Dispose();

    private static FileStream? OpenBeside(string path, string name)
    {
        var part = Path.Combine(Path.GetDirectoryName(path) ?? "", name);
        return File.Exists(part) ? new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0) : null;
    }
}
