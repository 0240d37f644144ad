using Umul.Files;
using Umul.Files.Png;
using Umul.Outcomes.Kinds;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;

namespace Umul.Tests.Outcomes;

/// <summary>Two folders of small masks, deleted at the end.</summary>
internal sealed class MaskFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("umul-masks-");

    public string References => Path.Combine(_root.FullName, "references");

    public string Predictions => Path.Combine(_root.FullName, "predictions");

    public string Root => _root.FullName;

    /// <summary>A mask drawn as rows of digits; null leaves the side out.</summary>
    public MaskFolder With(string name, string[]? reference, string[]? prediction)
    {
        if (reference is not null) Write(References, name, Png(reference));
        if (prediction is not null) Write(Predictions, name, Png(prediction));
        return this;
    }

    public MaskFolder WithBytes(string folder, string name, byte[] bytes)
    {
        Write(folder, name, bytes);
        return this;
    }

    public EvaluationReport Evaluate(SegmentationRules? rules = null) =>
        SegmentationKind.Evaluate(CasePairing.Of(FoundFile.In(References, _ => true), FoundFile.In(Predictions, _ => true)), rules ?? new SegmentationRules(), jobs: 2);

    public static byte[] Png(params string[] rows)
    {
        var pixels = rows.SelectMany(row => row.Select(digit => digit == 'F' ? (byte)255 : (byte)(digit - '0'))).ToArray();
        using var stream = new MemoryStream();
        PngWriter.Write(stream, pixels, RasterShape.Plane(rows.Length, rows[0].Length));
        return stream.ToArray();
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static void Write(string folder, string name, byte[] bytes)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }
}
