using System.Text.Json;
using Umul.Datasets;
using Umul.Files.Annotations;
using Umul.Files.Tables;
using Umul.Outcomes.Pairing;
using Umul.Web;

namespace Umul.Outcomes.Pages;

/// <summary>A box on the image of a case: x, y, width, height in pixels, what it holds, and how sure the prediction is.</summary>
internal sealed record CaseBox(double[] Box, string Category, double Score, bool IsCrowd);

/// <summary>
/// Reads the boxes of a case as they are found in practice: a COCO file that all cases share with results in COCO's layout, or a YOLO or LabelMe
/// file for each case.
/// </summary>
internal sealed class CaseBoxes(CaseFiles files)
{
    private const int YoloNumbers = 5;

    private readonly List<Sentence> _notes = [];
    private CocoReference? _coco;
    private CocoImage? _image;

    /// <summary>Pixels of the image across and down.</summary>
    public (int Width, int Height) Size { get; private set; }

    /// <summary>What readers did.</summary>
    public IReadOnlyList<Sentence> Notes => _notes;

    /// <summary>Whether a text file holds boxes rather than words.</summary>
    public static bool IsBoxes(string path, Func<byte[]> read)
    {
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return true;
        if (!path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)) return false;
        var content = read();
        return content.Length > 0 && TextFile.Of(content, path).Lines().Where(line => line.Line.Trim().Length > 0).All(line =>
            line.Line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: >= YoloNumbers } parts && parts.All(part => double.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out _)));
    }

    /// <summary>Whether the case has boxes as its reference.</summary>
    public bool IsThere(long project, string split, string id) =>
        files.Described(project, split, id) is var (dataset, found) && found.File(FileRoles.Reference) is { } file
        && CaseFileKinds.Of(file.Path) == CaseFileKind.Text && IsBoxes(file.Path, () => files.Bytes(dataset, file));

    /// <summary>The reference's boxes; null if the case has none as its reference.</summary>
    public IReadOnlyList<CaseBox>? Reference(long project, string split, string id)
    {
        if (files.Described(project, split, id) is not var (dataset, found) || found.File(FileRoles.Reference) is not { } file || CaseFileKinds.Of(file.Path) != CaseFileKind.Text) return null;
        if (files.OfDataset(project, split, id, FileRoles.Image) is { } image) Size = (image.Shape.Width, image.Shape.Height);
        var content = files.Bytes(dataset, file);
        if (!file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return Yolo(content, file.Path);
        if (!IsCoco(content)) return LabelMe(content, file.Path);
        _coco = CocoFile.ReadReference(content, file.Path);
        _notes.AddRange(_coco.Notes);
        _image = ImageOf(_coco.Images, found);
        if (_image is null) return [];
        if (Size == default) Size = (_image.Width, _image.Height);
        var objects = _coco.Objects;
        return Boxes(objects, _image.Id, row => new CaseBox(objects.Boxes[(4 * row)..((4 * row) + 4)], CategoryName(objects.CategoryIds[row]), double.NaN, objects.IsCrowd.Length > row && objects.IsCrowd[row]));
    }

    /// <summary>A run's boxes for the case; null if it logged none. The reference must have been read.</summary>
    public IReadOnlyList<CaseBox>? Prediction(long project, string split, string id, string runId)
    {
        var prefix = $"predictions/{split}/";
        var logged = files.Logged(project, split, runId).Where(file => CaseFileKinds.Of(file.Path) == CaseFileKind.Text).ToList();
        var own = logged.Find(file => FoundFile.StemOf(file.Path[prefix.Length..].Normalize()) is var stem && (stem == id || CasePairing.Strip(stem) == CasePairing.Strip(id)));
        if (own is not null && !own.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return Yolo(files.Bytes(own), own.Path);
        foreach (var file in logged.Where(file => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
        {
            var content = files.Bytes(file);
            var isList = content.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'[', ..];
            if (!isList && file == own) return LabelMe(content, file.Path);
            if (!isList || _image is null) continue;
            var results = CocoFile.ReadResults(content, file.Path);
            return Boxes(results, _image.Id, row => new CaseBox(results.Boxes[(4 * row)..((4 * row) + 4)], CategoryName(results.CategoryIds[row]), results.Scores[row], false));
        }
        return null;
    }

    private List<CaseBox> Boxes(CocoObjects objects, long image, Func<int, CaseBox> box)
    {
        if (objects.Count > 0 && objects.BoxNumbers != 4)
        {
            _notes.Add(new($"{objects.Name} holds no boxes of four numbers; they are not drawn.", $"{objects.Name}에 숫자 4개로 된 상자가 없어 그리지 않았습니다."));
            return [];
        }
        var all = Enumerable.Range(0, objects.Count).Where(row => objects.ImageIds[row] == image).Select(box).ToList();
        var sound = all.Where(b => b.Box.All(double.IsFinite) && !double.IsInfinity(b.Score)).ToList();
        if (sound.Count < all.Count)
            _notes.Add(new($"{objects.Name}: {all.Count - sound.Count:N0} boxes of this case have coordinates that are not finite; they are not drawn.", $"{objects.Name}: 이 케이스의 상자 {all.Count - sound.Count:N0}개는 좌표가 유한하지 않아 그리지 않았습니다."));
        return sound;
    }

    private List<CaseBox> Yolo(byte[] content, string name)
    {
        if (content.Length == 0) return [];
        return [.. YoloFile.Of(TextFile.Of(content, name), Size.Height, Size.Width).Select(o => new CaseBox(o.Box, CategoryName(o.Category), o.Score ?? double.NaN, false))];
    }

    private List<CaseBox> LabelMe(byte[] content, string name)
    {
        var file = LabelMeFile.Of(content, name);
        if (Size == default) Size = (file.Width, file.Height);
        _notes.Add(new($"{name}: the box around each shape is shown.", $"{name}: 도형마다 둘러싼 상자를 보여 줍니다."));
        return [.. file.Shapes.Where(shape => shape.Points.Length >= 4).Select(shape => new CaseBox(Around(shape.Points), shape.Label, double.NaN, false))];
    }

    private static double[] Around(double[] points)
    {
        var (x, y) = (points.Where((_, i) => i % 2 == 0).ToList(), points.Where((_, i) => i % 2 == 1).ToList());
        return [x.Min(), y.Min(), x.Max() - x.Min(), y.Max() - y.Min()];
    }

    private string CategoryName(long id) => _coco?.Categories.FirstOrDefault(c => c.Id == id) is { Name.Length: > 0 } known ? known.Name : id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static CocoImage? ImageOf(IReadOnlyList<CocoImage> images, DatasetCase found)
    {
        var path = found.File(FileRoles.Image)?.Path;
        return images.LastOrDefault(image => image.FileName.Length > 0 && image.FileName == path)
            ?? images.LastOrDefault(image => FoundFile.StemOf(image.FileName.Normalize()) == found.Id)
            ?? images.LastOrDefault(image => image.FileName.Length > 0 && Path.GetFileNameWithoutExtension(image.FileName.Normalize()) == Path.GetFileName(found.Id));
    }

    private static bool IsCoco(byte[] content)
    {
        var reader = new Utf8JsonReader(content.AsSpan().TrimStart("\uFEFF"u8), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return true;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("images"u8) || reader.ValueTextEquals("annotations"u8)) return true;
                if (reader.ValueTextEquals("shapes"u8)) return false;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // the reader of the format says where it is damaged
        }
        return true;
    }
}
