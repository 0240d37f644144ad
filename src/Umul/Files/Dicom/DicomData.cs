using System.Globalization;
using System.Text;

namespace Umul.Files.Dicom;

/// <summary>The attributes of one DICOM file that are needed, as bytes, and where its pixels lie.</summary>
internal sealed class DicomData(string file, bool isBigEndian)
{
    private readonly Dictionary<uint, ReadOnlyMemory<byte>> values = [];

    public string File { get; } = file;

    public bool IsBigEndian { get; } = isBigEndian;

    public required string TransferSyntax { get; init; }

    /// <summary>The pixels: one piece, or one a fragment where they are encapsulated (the first is the offset table).</summary>
    public List<ReadOnlyMemory<byte>> Pixels { get; } = [];

    public bool IsEncapsulated { get; set; }

    /// <summary>Positions of the frames of an enhanced multi-frame file, in order.</summary>
    public List<double[]> FramePositions { get; } = [];

    public void Add(uint tag, ReadOnlyMemory<byte> value) => values.TryAdd(tag, value);

    public bool Has(uint tag) => values.ContainsKey(tag);

    public ReadOnlyMemory<byte> Bytes(uint tag) => values.GetValueOrDefault(tag);

    public string Text(uint tag) => Encoding.Latin1.GetString(Bytes(tag).Span).Trim('\0', ' ');

    /// <summary>A number of 16 bits, or null.</summary>
    public int? Short(uint tag)
    {
        var bytes = Bytes(tag).Span;
        return bytes.Length < 2 ? null : IsBigEndian ? bytes[0] << 8 | bytes[1] : bytes[1] << 8 | bytes[0];
    }

    public int RequiredShort(uint tag, string name) => Short(tag) ?? throw FileFaults.WrongValue(File, FilePlace.Field(name), "–", "0 … 65535");

    /// <summary>Decimal texts separated by backslashes; empty if the attribute is absent or no number.</summary>
    public double[] Numbers(uint tag)
    {
        if (!Has(tag)) return [];
        var parts = Text(tag).Split('\\');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i])) return [];
        return numbers;
    }
}
