using Umul.Evaluation.Detection;
using Umul.Files.Json;

namespace Umul.Files.Annotations;

/// <summary>A segmentation of COCO: polygons, run lengths, or run lengths as compressed text.</summary>
internal static class CocoSegmentation
{
    /// <summary>The mask whose JSON begins at <paramref name="start"/>. Polygons need the size of the image.</summary>
    public static RleMask Read(ReadOnlySpan<byte> text, int start, string file, int row, (int Height, int Width) image)
    {
        try
        {
            var scan = new JsonScan(text, file, start);
            return scan.Peek() == '[' ? RleMask.FromPolygons(image.Height, image.Width, Polygons(ref scan)) : Runs(ref scan, file, row);
        }
        catch (ArgumentException wrong)
        {
            throw CocoFaults.BadMask(file, row, wrong.Message);
        }
    }

    private static List<double[]> Polygons(ref JsonScan scan)
    {
        var polygons = new List<double[]>();
        scan.Require((byte)'[');
        var isFirst = true;
        while (scan.NextElement(ref isFirst)) polygons.Add(Numbers(ref scan));
        return polygons;
    }

    private static double[] Numbers(ref JsonScan scan)
    {
        var numbers = new List<double>();
        scan.Require((byte)'[');
        var isFirst = true;
        while (scan.NextElement(ref isFirst)) numbers.Add(scan.Number());
        return [.. numbers];
    }

    private static RleMask Runs(ref JsonScan scan, string file, int row)
    {
        double[]? size = null;
        string? compressed = null;
        double[]? runs = null;
        scan.BeginObject();
        var isFirst = true;
        while (scan.NextName(ref isFirst, out var name))
        {
            if (name.SequenceEqual("size"u8)) size = Numbers(ref scan);
            else if (!name.SequenceEqual("counts"u8)) scan.Skip();
            else if (scan.Peek() == '"') compressed = scan.String();
            else runs = Numbers(ref scan);
        }
        if (size is not [>= 1 and <= int.MaxValue, >= 1 and <= int.MaxValue]) throw CocoFaults.NoField(file, row, "segmentation.size");
        var (height, width) = ((int)size[0], (int)size[1]);
        if (compressed is not null) return RleMask.FromText(height, width, compressed);
        if (runs is null) throw CocoFaults.NoField(file, row, "segmentation.counts");
        return RleMask.FromRuns(height, width, Array.ConvertAll(runs, run => run is >= 0 and <= uint.MaxValue && run == Math.Truncate(run)
            ? (uint)run
            : throw new ArgumentException(FormattableString.Invariant($"{run} is no length of a run."), nameof(scan))));
    }
}
