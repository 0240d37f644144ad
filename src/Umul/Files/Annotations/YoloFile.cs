using System.Globalization;
using Umul.Files.Tables;

namespace Umul.Files.Annotations;

/// <summary>
/// Reads a label file of YOLO: a line an object, class, centre x, centre y, width, height in shares of the image, and a score for
/// predictions; or class and the corners of a polygon. Coordinates become pixels.
/// </summary>
internal static class YoloFile
{
    // Programs write boxes that stick out by rounding; more than this is another unit.
    private const double MostShare = 1.5;

    public static IReadOnlyList<YoloObject> Read(string path, int height, int width, ReadLimits? limits = null)
    {
        using var source = FileSource.Open(path, limits);
        // An empty file is how YOLO says that an image holds nothing.
        return source.Length == 0 ? [] : Of(TextFile.Of(source.ReadAll(), source.Name), height, width);
    }

    public static IReadOnlyList<YoloObject> Of(TextFile file, int height, int width)
    {
        var objects = new List<YoloObject>();
        foreach (var (number, line) in file.Lines())
        {
            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0) continue;
            var values = new double[parts.Length];
            for (var i = 0; i < parts.Length; i++)
                if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i])) throw NotNumbers(file.Name, number, parts[i]);
            objects.Add(Object(file.Name, number, values, height, width));
        }
        return objects;
    }

    private static YoloObject Object(string file, int line, double[] values, int height, int width)
    {
        var category = values[0];
        if (category < 0 || category > int.MaxValue || category != Math.Truncate(category)) throw NotNumbers(file, line, values[0].ToString(CultureInfo.InvariantCulture));
        if (values.Length is not (5 or 6) && (values.Length < 7 || values.Length % 2 == 0))
            throw FileFaults.BadText(file, FilePlace.Line(line), $"there are {values.Length} numbers; a box has 5, a prediction 6, a polygon 7, 9, 11 …", $"숫자가 {values.Length}개 있습니다. 상자는 5개, 예측은 6개, 다각형은 7, 9, 11개…여야 합니다.");
        var coordinates = values.AsSpan(1, values.Length == 6 ? 4 : values.Length - 1);
        foreach (var share in coordinates)
        {
            if (Math.Abs(share) > MostShare)
                throw FileFaults.BadText(file, FilePlace.Line(line), FormattableString.Invariant($"{share} is no share of the image's size; YOLO's coordinates go from 0 to 1. Divide pixels by width and height."), FormattableString.Invariant($"{share}은(는) 영상 크기에 대한 비율이 아닙니다. YOLO 좌표는 0~1입니다. 픽셀값을 너비와 높이로 나누세요."));
        }
        if (values.Length <= 6)
        {
            var (w, h) = (coordinates[2] * width, coordinates[3] * height);
            return new YoloObject((int)category, [coordinates[0] * width - w / 2, coordinates[1] * height - h / 2, w, h], values.Length == 6 ? values[5] : null, null, line);
        }
        var polygon = new double[coordinates.Length];
        for (var i = 0; i < polygon.Length; i++) polygon[i] = coordinates[i] * (i % 2 == 0 ? width : height);
        return new YoloObject((int)category, Around(polygon), null, polygon, line);
    }

    private static double[] Around(double[] polygon)
    {
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        for (var i = 0; i < polygon.Length; i += 2)
        {
            (left, right) = (Math.Min(left, polygon[i]), Math.Max(right, polygon[i]));
            (top, bottom) = (Math.Min(top, polygon[i + 1]), Math.Max(bottom, polygon[i + 1]));
        }
        return [left, top, right - left, bottom - top];
    }

    private static FileException NotNumbers(string file, int line, string found) => FileFaults.BadText(file, FilePlace.Line(line),
        $"\"{found}\" is no number here; a line is: class x y width height [score].", $"여기에 \"{found}\"이(가) 올 수 없습니다. 한 줄은 class x y width height [score] 순서입니다.");
}

/// <summary>One object of a YOLO file in pixels: box as x, y, width, height; the polygon's corners if it has one.</summary>
internal sealed record YoloObject(int Category, double[] Box, double? Score, double[]? Polygon, int Line);
