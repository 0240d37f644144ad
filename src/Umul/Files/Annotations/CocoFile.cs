using Umul.Files.Json;
using Umul.Web;

namespace Umul.Files.Annotations;

/// <summary>Reads COCO's two kinds of files: ground truth (images, categories, annotations) and results (a list of detections).</summary>
internal static class CocoFile
{
    /// <summary>Bytes of a detection; only to take memory once.</summary>
    private const int BytesPerObject = 100;

    /// <summary>Below this a second thread costs more than it saves.</summary>
    private const int LeastToSplit = 1 << 20;

    /// <summary>Ground truth.</summary>
    public static CocoReference ReadReference(string path, ReadLimits? limits = null)
    {
        using var source = FileSource.Open(path, limits);
        return ReadReference(source.ReadAll(), source.Name);
    }

    public static CocoReference ReadReference(byte[] text, string file)
    {
        var scan = new JsonScan(text, file);
        if (scan.Peek() != '{') throw CocoFaults.NotCoco(file, "ground truth");
        var columns = new CocoColumns(file, text.Length / (4 * BytesPerObject));
        List<CocoImage>? images = null;
        List<CocoCategory>? categories = null;
        var hasObjects = false;
        scan.BeginObject();
        var isFirst = true;
        while (scan.NextName(ref isFirst, out var name))
        {
            if (name.SequenceEqual("images"u8)) images = CocoLists.Images(ref scan);
            else if (name.SequenceEqual("categories"u8)) categories = CocoLists.Categories(ref scan);
            else if (name.SequenceEqual("annotations"u8)) hasObjects = Objects(ref scan, columns);
            else scan.Skip();
        }
        scan.RequireEnd();
        if (images is null || !hasObjects) throw CocoFaults.NotCoco(file, "ground truth");
        return new CocoReference(columns.Finish(text), images, categories ?? [], Notes(images));
    }

    /// <summary>Results, with two threads for large files.</summary>
    public static CocoObjects ReadResults(string path, ReadLimits? limits = null)
    {
        using var source = FileSource.Open(path, limits);
        return ReadResults(source.ReadAll(), source.Name);
    }

    public static CocoObjects ReadResults(byte[] text, string file)
    {
        var start = new JsonScan(text, file);
        if (start.Peek() != '[') throw CocoFaults.NotCoco(file, "results");
        if (text.Length < LeastToSplit) return Whole(text, file).Finish(text);

        // The second half begins at what looks like the next object. That is only believed if the first half's reader arrives exactly there.
        var middle = text.AsSpan(text.Length / 2).IndexOf("},"u8);
        var split = middle < 0 ? text.Length : text.Length / 2 + middle + 1;
        var second = Task.Run(() => From(text, split, file));
        var first = new CocoColumns(file, text.Length / (2 * BytesPerObject));
        var arrived = Until(text, file, first, split);
        if (!arrived) return Whole(text, file).Finish(text);
        if (second.GetAwaiter().GetResult() is not { } later) return Whole(text, file).Finish(text);
        first.Append(later);
        return first.Finish(text);
    }

    private static CocoColumns Whole(byte[] text, string file)
    {
        var scan = new JsonScan(text, file);
        var columns = new CocoColumns(file, text.Length / BytesPerObject);
        Objects(ref scan, columns);
        scan.RequireEnd();
        return columns;
    }

    // True if an object ended exactly at the split.
    private static bool Until(byte[] text, string file, CocoColumns columns, int split)
    {
        var scan = new JsonScan(text, file);
        scan.Require((byte)'[');
        var isFirst = true;
        while (scan.Position < split && scan.NextElement(ref isFirst)) columns.Take(ref scan);
        return scan.Position == split;
    }

    // Null if this half makes no sense by itself; the whole is then read in order, and gives the right error.
    private static CocoColumns? From(byte[] text, int split, string file)
    {
        try
        {
            var scan = new JsonScan(text, file, split);
            var columns = new CocoColumns(file, text.Length / (2 * BytesPerObject));
            var isFirst = false;
            while (scan.NextElement(ref isFirst)) columns.Take(ref scan);
            scan.RequireEnd();
            return columns;
        }
        catch (FileException)
        {
            return null;
        }
    }

    private static bool Objects(ref JsonScan scan, CocoColumns columns)
    {
        scan.Require((byte)'[');
        var isFirst = true;
        while (scan.NextElement(ref isFirst)) columns.Take(ref scan);
        return true;
    }

    private static List<Sentence> Notes(List<CocoImage> images)
    {
        var repeated = images.GroupBy(image => image.Id).Count(group => group.Count() > 1);
        return repeated == 0 ? [] : [new($"{repeated:N0} image ids occur more than once; the last entry counts.", $"이미지 id {repeated:N0}개가 두 번 이상 나와 마지막 항목을 사용했습니다.")];
    }
}
