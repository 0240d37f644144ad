using System.IO.Compression;
using System.Text;

namespace Umul.Sample;

/// <summary>
/// The files of a recorded archive, by name. A name is relative, normalised and unique, and no file and not all files together unpack
/// to more than a limit, whatever the archive's headers say: anything else is refused as <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class RecordedFiles : IDisposable
{
    public const int MaximumFiles = 20_000;
    public const int MaximumFileBytes = 8 << 20;
    public const long MaximumTotalBytes = 128L << 20;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private long _unpackedBytes;

    /// <summary>Opens an archive; the stream is closed with it.</summary>
    public RecordedFiles(Stream stream)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Read);
        if (_archive.Entries.Count > MaximumFiles)
            throw new InvalidDataException($"The archive has {_archive.Entries.Count} files; at most {MaximumFiles} are allowed.");
        foreach (var entry in _archive.Entries)
        {
            if (!IsPlainName(entry.FullName))
                throw new InvalidDataException($"The archive has a file named '{Shown(entry.FullName)}'; names are relative, with '/', without '..'.");
            if (!_entries.TryAdd(entry.FullName, entry))
                throw new InvalidDataException($"The archive has two files named '{entry.FullName}'.");
        }
    }

    /// <summary>All names below a folder ("runs/x/"), in ordinal order.</summary>
    public IReadOnlyList<string> Below(string folder) =>
        [.. _entries.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public bool Has(string name) => _entries.ContainsKey(name);

    public byte[] Read(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
            throw new InvalidDataException($"The archive has no file '{name}'.");
        if (entry.Length > MaximumFileBytes)
            throw TooLarge(name);

        // The header's length is a claim: more than that is never unpacked, less is damage.
        var content = new byte[entry.Length];
        using var unpacked = entry.Open();
        var length = unpacked.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (length < content.Length)
            throw new InvalidDataException($"'{name}' in the archive is shorter than its header says.");
        _unpackedBytes += length;
        return _unpackedBytes <= MaximumTotalBytes ? content : throw TooLarge("the whole");
    }

    public string ReadText(string name) => Encoding.UTF8.GetString(Read(name));

    public void Dispose() => _archive.Dispose();

    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= 300 && !name.Any(c => c is '\\' or ':' || char.IsControl(c))
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    private static string Shown(string name) =>
        new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);

    private static InvalidDataException TooLarge(string what) =>
        new($"The archive unpacks to too much: {what} is over the limit ({MaximumFileBytes} bytes a file, {MaximumTotalBytes} in all).");
}
