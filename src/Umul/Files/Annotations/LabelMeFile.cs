using Umul.Evaluation.Detection;
using Umul.Files.Json;
using Umul.Files.Masks;
using Umul.Web;

namespace Umul.Files.Annotations;

/// <summary>An image annotated with LabelMe: named shapes as corner points in pixels.</summary>
internal sealed record LabelMeFile(string Name, string ImageFile, int Height, int Width, IReadOnlyList<LabelMeShape> Shapes)
{
    private const int CircleCorners = 64;

    public static LabelMeFile Read(string path, ReadLimits? limits = null)
    {
        using var source = FileSource.Open(path, limits);
        return Of(source.ReadAll(), source.Name);
    }

    public static LabelMeFile Of(byte[] text, string file)
    {
        var scan = new JsonScan(text, file);
        var (image, height, width) = ("", 0L, 0L);
        List<LabelMeShape>? shapes = null;
        scan.BeginObject();
        var isFirst = true;
        while (scan.NextName(ref isFirst, out var name))
        {
            if (name.SequenceEqual("shapes"u8)) shapes = ReadShapes(ref scan, file);
            else if (name.SequenceEqual("imagePath"u8) && scan.Peek() == '"') image = scan.String();
            else if (name.SequenceEqual("imageHeight"u8) && !scan.IsNull()) height = scan.Integer();
            else if (name.SequenceEqual("imageWidth"u8) && !scan.IsNull()) width = scan.Integer();
            else scan.Skip();
        }
        scan.RequireEnd();
        if (shapes is null || height is < 1 or > 1 << 20 || width is < 1 or > 1 << 20)
            throw FileFaults.Because(file, new($"{file}: this is no LabelMe file: \"shapes\", \"imageHeight\" and \"imageWidth\" are needed. Save it again with LabelMe.", $"{file}: LabelMe 파일이 아닙니다. \"shapes\", \"imageHeight\", \"imageWidth\"가 필요합니다. LabelMe로 다시 저장하세요."));
        return new LabelMeFile(file, image, (int)height, (int)width, shapes);
    }

    /// <summary>All shapes drawn in their order, later ones over earlier ones; <paramref name="labels"/> gives the number of each name.</summary>
    public LabelMask ToMask(IReadOnlyDictionary<string, int> labels)
    {
        var mask = new byte[Height * Width];
        foreach (var shape in Shapes)
        {
            if (!labels.TryGetValue(shape.Label, out var label) || label is < 0 or > 255)
                throw FileFaults.Because(Name, new($"{Name}: the label \"{shape.Label}\" has no number from 0 to 255. Declare it, or correct the annotation.", $"{Name}: 레이블 \"{shape.Label}\"의 번호(0~255)가 없습니다. 선언하거나 주석을 고치세요."));
            if (Corners(shape) is { } corners) Draw(mask, corners, (byte)label);
        }
        var counts = ByteLabels.Count(mask);
        return new LabelMask
        {
            Geometry = new Geometry(Name, RasterShape.Plane(Height, Width), SpacingMm.One, false, null),
            Bytes = mask,
            Kind = MaskKind.Labels,
            Found = MaskReading.Found(counts),
            Notes = [new Sentence("Shapes were drawn as COCO draws polygons, later ones over earlier ones; points and lines have no area and were left out.", "도형은 COCO의 다각형 규칙으로 나중 것을 위에 그렸고, 넓이가 없는 점과 선은 제외했습니다.")],
        };
    }

    private static double[]? Corners(LabelMeShape shape) => (shape.Kind, shape.Points) switch
    {
        ("polygon" or "", { Length: >= 6 } points) => points,
        ("rectangle", { Length: 4 } p) => [p[0], p[1], p[2], p[1], p[2], p[3], p[0], p[3]],
        ("circle", { Length: 4 } p) => Circle(p[0], p[1], Math.Sqrt((p[2] - p[0]) * (p[2] - p[0]) + (p[3] - p[1]) * (p[3] - p[1]))),
        _ => null,
    };

    private static double[] Circle(double x, double y, double radius)
    {
        var corners = new double[2 * CircleCorners];
        for (var i = 0; i < CircleCorners; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / CircleCorners);
            (corners[2 * i], corners[2 * i + 1]) = (x + radius * cos, y + radius * sin);
        }
        return corners;
    }

    private void Draw(byte[] mask, double[] corners, byte label)
    {
        // Shapes may stick out; the drawing rule needs corners near the image.
        for (var i = 0; i < corners.Length; i++) corners[i] = Math.Clamp(corners[i], 0, i % 2 == 0 ? Width : Height);
        var runs = RleMask.FromPolygons(Height, Width, [corners]).Runs;
        var (at, isInside) = (0, false);
        foreach (var run in runs)
        {
            for (var end = at + (int)run; at < end; at++)
                if (isInside) mask[at % Height * Width + at / Height] = label;
            isInside = !isInside;
        }
    }

    private static List<LabelMeShape> ReadShapes(ref JsonScan scan, string file)
    {
        var shapes = new List<LabelMeShape>();
        scan.Require((byte)'[');
        var isFirst = true;
        while (scan.NextElement(ref isFirst))
        {
            var (label, kind, points) = ("", "", new List<double>());
            scan.BeginObject();
            var first = true;
            while (scan.NextName(ref first, out var name))
            {
                if (name.SequenceEqual("label"u8) && scan.Peek() == '"') label = scan.String();
                else if (name.SequenceEqual("shape_type"u8) && scan.Peek() == '"') kind = scan.String();
                else if (name.SequenceEqual("points"u8)) Points(ref scan, points);
                else scan.Skip();
            }
            if (points.Count % 2 != 0 || points.Exists(value => !double.IsFinite(value))) throw CocoFaults.WrongCount(file, shapes.Count, "points", points.Count, "2, 4, 6 …");
            shapes.Add(new LabelMeShape(label, kind, [.. points]));
        }
        return shapes;
    }

    private static void Points(ref JsonScan scan, List<double> points)
    {
        scan.Require((byte)'[');
        var isFirst = true;
        while (scan.NextElement(ref isFirst))
        {
            scan.Require((byte)'[');
            var first = true;
            while (scan.NextElement(ref first)) points.Add(scan.Number());
        }
    }
}

/// <summary>A named shape; x, y of each point one after the other.</summary>
internal sealed record LabelMeShape(string Label, string Kind, double[] Points);
