using Umul.Evaluation.Detection;
using Umul.Files;
using Umul.Files.Annotations;
using Umul.Outcomes.Pairing;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>
/// COCO files as the evaluation takes them: images by name, objects as columns. Predictions for images that the reference does not have,
/// and images whose predictions cannot be used, are put aside and named.
/// </summary>
internal sealed class DetectionFiles
{
    private readonly CocoReference _reference;
    private readonly CocoObjects _found;
    private readonly DetectionRules _rules;
    private readonly Dictionary<long, (int Height, int Width)> _sizes;
    private readonly RleMask?[] _masks;

    public DetectionFiles(CocoReference reference, CocoObjects found, DetectionRules rules, IReadOnlyDictionary<long, string>? names = null)
    {
        (_reference, _found, _rules) = (reference, found, rules);
        _sizes = reference.Images.GroupBy(image => image.Id).ToDictionary(g => g.Key, g => (g.Last().Height, g.Last().Width));
        Names = names ?? NamesOf(reference.Images);
        if (reference.Images.Count == 0) throw FileFaults.Because(reference.Objects.Name, new($"{reference.Objects.Name}: there is no image in \"images\", so there is no case to evaluate. Write the images into the file.", $"{reference.Objects.Name}: \"images\"에 영상이 없어 평가할 케이스가 없습니다. 파일에 영상을 적으세요."));
        RequireField(reference.Objects);
        if (found.Count > 0)
        {
            RequireField(found);
            if (found.Scores.Length == 0) throw CocoFaults.NoField(found.Name, 0, "score");
        }
        _masks = rules.Shape == DetectionShape.Mask ? [.. Enumerable.Range(0, found.Count).Select(row => _sizes.ContainsKey(found.ImageIds[row]) ? found.Mask(row, Size(found, row).Height, Size(found, row).Width) : null)] : [];
        Unusable = FindUnusable();
        Strangers = [.. found.ImageIds.Where(id => !_sizes.ContainsKey(id)).GroupBy(id => id).OrderBy(g => g.Key).Select(g => FormattableString.Invariant($"{found.Name}: image_id {g.Key} ({g.Count()})"))];
        if (found.Count > 0 && found.ImageIds.All(id => !_sizes.ContainsKey(id)))
            throw EvaluateFrame.Refusal(Reports.ReportWords.NothingShared(reference.Objects.Name, found.Name, $"image_id {reference.Images[0].Id}", $"image_id {found.ImageIds[0]}"));
    }

    /// <summary>The case that each image is.</summary>
    public IReadOnlyDictionary<long, string> Names { get; }

    /// <summary>Images whose predictions cannot be used, and why.</summary>
    public IReadOnlyDictionary<long, Sentence> Unusable { get; }

    /// <summary>Predictions for images that the reference does not have.</summary>
    public IReadOnlyList<string> Strangers { get; }

    public IReadOnlyList<Sentence> Notes => _reference.Notes;

    public string CategoryName(long id) => _reference.Categories.FirstOrDefault(c => c.Id == id) is { Name.Length: > 0 } known ? known.Name : id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Names or ids of predicted categories that are not evaluated.</summary>
    public IReadOnlyList<string> OtherCategories(IReadOnlyList<long> evaluated) => [.. _found.CategoryIds.Distinct().Except(evaluated).Order().Select(CategoryName)];

    /// <summary>Images without a single prediction: in them nothing was found.</summary>
    public int WithoutPredictions()
    {
        var with = _found.ImageIds.ToHashSet();
        return _sizes.Keys.Count(id => !with.Contains(id));
    }

    /// <exception cref="FileException">A segmentation cannot be read, or a category is unknown.</exception>
    public DetectionData Data()
    {
        var objects = _reference.Objects;
        int[] referenceRows = [.. Rows(objects.ImageIds)], rows = [.. Rows(_found.ImageIds)];
        return new DetectionData
        {
            ImageIds = [.. _sizes.Keys.Where(id => !Unusable.ContainsKey(id))],
            CategoryIds = Categories(),
            References = new ReferenceObjects
            {
                ImageIds = At(objects.ImageIds, referenceRows),
                CategoryIds = At(objects.CategoryIds, referenceRows),
                Ids = At(objects.Ids, referenceRows),
                // In space the area range does not matter, and COCO's area is no volume.
                Areas = _rules.Shape == DetectionShape.Box3d ? default : At(objects.Areas, referenceRows),
                IsCrowd = At(objects.IsCrowd, referenceRows),
                IsIgnored = At(objects.IsIgnored, referenceRows),
                Shapes = Shapes(objects, referenceRows),
            },
            Predictions = new PredictedObjects
            {
                ImageIds = At(_found.ImageIds, rows),
                CategoryIds = At(_found.CategoryIds, rows),
                Scores = At(_found.Scores, rows),
                Areas = BoxAreas(rows),
                Shapes = Shapes(_found, rows),
            },
        };
    }

    // A name in full where two images would be the same without folder or ending; the id where a file has none.
    private static Dictionary<long, string> NamesOf(IReadOnlyList<CocoImage> images)
    {
        var byId = images.GroupBy(image => image.Id).Select(g => g.Last()).ToList();
        foreach (var name in (Func<CocoImage, string>[])[image => FoundFile.StemOf(image.FileName.Replace('\\', '/')).Normalize(), image => image.FileName.Normalize()])
            if (byId.TrueForAll(image => image.FileName.Length > 0) && byId.Select(name).Distinct(StringComparer.Ordinal).Count() == byId.Count) return byId.ToDictionary(image => image.Id, name);
        return byId.ToDictionary(image => image.Id, image => image.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void RequireField(CocoObjects objects)
    {
        if (objects.Count == 0) return;
        var isThere = _rules.Shape switch
        {
            DetectionShape.Mask => objects.Segmentations.Length > 0,
            DetectionShape.Keypoints => objects.KeypointCount > 0,
            DetectionShape.Box3d => objects.BoxNumbers == 6,
            _ => objects.BoxNumbers == 4,
        };
        if (isThere) return;
        if (objects.BoxNumbers == 6 && _rules.Shape == DetectionShape.Box)
            throw FileFaults.Because(objects.Name, new($"{objects.Name}: the boxes have six numbers, so they lie in space. Give --kind box3d.", $"{objects.Name}: 상자의 숫자가 6개이므로 3차원 상자입니다. --kind box3d를 지정하세요."));
        throw CocoFaults.NoField(objects.Name, 0, _rules.Shape switch { DetectionShape.Mask => "segmentation", DetectionShape.Keypoints => "keypoints", DetectionShape.Box3d => "bbox (x1, y1, x2, y2, z1, z2)", _ => "bbox" });
    }

    private Dictionary<long, Sentence> FindUnusable()
    {
        var unusable = new Dictionary<long, Sentence>();
        var each = _found.Count == 0 ? 0 : _rules.Shape is DetectionShape.Box or DetectionShape.Box3d ? _found.BoxNumbers : _rules.Shape == DetectionShape.Keypoints ? 3 * _found.KeypointCount : 0;
        var numbers = _rules.Shape == DetectionShape.Keypoints ? _found.Keypoints : _found.Boxes;
        for (var row = 0; row < _found.Count; row++)
        {
            var isSound = double.IsFinite(_found.Scores[row]);
            for (var i = 0; i < each && isSound; i++) isSound = double.IsFinite(numbers[(row * each) + i]);
            if (!isSound && _sizes.ContainsKey(_found.ImageIds[row])) unusable.TryAdd(_found.ImageIds[row], NotFinite(row, Names[_found.ImageIds[row]]));
            // A mask of another size would match nothing, without a word.
            if (_masks.Length > 0 && _masks[row] is { } mask && _sizes[_found.ImageIds[row]] is var size && (mask.Height, mask.Width) != size)
                unusable.TryAdd(_found.ImageIds[row], OtherSize(row, mask, size));
        }
        return unusable;
    }

    private Sentence OtherSize(int row, RleMask mask, (int Height, int Width) size) => new(
        $"{_found.Name}: the mask of object {row + 1:N0} is {mask.Height}×{mask.Width}, its image '{Names[_found.ImageIds[row]]}' {size.Height}×{size.Width}. Write masks in the size of the image, not of the network's input.",
        $"{_found.Name}: {row + 1:N0}번째 객체의 마스크는 {mask.Height}×{mask.Width}이고 영상 '{Names[_found.ImageIds[row]]}'은(는) {size.Height}×{size.Width}입니다. 신경망 입력이 아니라 영상 크기로 저장하세요.");

    private Sentence NotFinite(int row, string image) => new(
        $"{_found.Name}: object {row + 1:N0} (image '{image}') has a score or coordinate that is NaN or infinite. Find out where the network became NaN, and write the image's predictions again.",
        $"{_found.Name}: {row + 1:N0}번째 객체(영상 '{image}')의 점수나 좌표가 NaN이거나 무한대입니다. 신경망에서 NaN이 생긴 곳을 찾고 이 영상의 예측을 다시 저장하세요.");

    private IEnumerable<int> Rows(long[] images) => Enumerable.Range(0, images.Length).Where(row => _sizes.ContainsKey(images[row]) && !Unusable.ContainsKey(images[row]));

    private long[]? Categories()
    {
        long[] known = [.. _reference.Categories.Select(c => c.Id).Distinct()];
        if (_rules.Categories is not { } wanted) return known.Length == 0 ? null : known;
        return [.. wanted.Select(name => _reference.Categories.FirstOrDefault(c => c.Name == name || c.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == name)?.Id ?? throw FileFaults.Because(_reference.Objects.Name, new(
            $"{_reference.Objects.Name}: there is no category '{name}'; there is {string.Join(", ", _reference.Categories.Select(c => c.Name))}.",
            $"{_reference.Objects.Name}: '{name}' 범주가 없습니다. 있는 범주는 {string.Join(", ", _reference.Categories.Select(c => c.Name))}입니다.")))];
    }

    private ObjectShapes Shapes(CocoObjects objects, int[] rows)
    {
        switch (_rules.Shape)
        {
            case DetectionShape.Mask:
                return new MaskShapes([.. rows.Select(row => ReferenceEquals(objects, _found) ? _masks[row]! : objects.Mask(row, Size(objects, row).Height, Size(objects, row).Width))]);
            case DetectionShape.Keypoints:
                var points = objects.Count == 0 ? 0 : objects.KeypointCount;
                if (points > 0 && points != (_rules.Sigmas ?? KeypointShapes.PersonSigmas).Count) throw OtherPoints(objects.Name, points);
                return new KeypointShapes(At(objects.Keypoints, rows, 3 * points), _rules.Sigmas)
                {
                    Boxes = objects.BoxNumbers == 4 ? new BoxShapes(At(objects.Boxes, rows, 4)) : null,
                    LabelledCounts = At(objects.LabelledKeypoints, rows),
                };
            case DetectionShape.Box3d:
                return new VolumeBoxShapes(At(objects.Boxes, rows, 6));
            default:
                return new BoxShapes(At(objects.Boxes, rows, 4));
        }
    }

    private (int Height, int Width) Size(CocoObjects objects, int row) => _sizes[objects.ImageIds[row]] is { Height: > 0, Width: > 0 } size ? size : throw FileFaults.Because(_reference.Objects.Name, new(
        $"{_reference.Objects.Name}: the image {objects.ImageIds[row]} has no height and width, without which masks cannot be drawn. Add them to \"images\".",
        $"{_reference.Objects.Name}: 영상 {objects.ImageIds[row]}의 height와 width가 없어 마스크를 그릴 수 없습니다. \"images\"에 넣으세요."));

    private FileException OtherPoints(string file, int points) => FileFaults.Because(file, new(
        $"{file}: objects have {points} keypoints, but {(_rules.Sigmas ?? KeypointShapes.PersonSigmas).Count} spreads are known. Give one spread for each point: --sigmas 0.05,0.1,…",
        $"{file}: 객체의 키포인트는 {points}개인데 허용 폭은 {(_rules.Sigmas ?? KeypointShapes.PersonSigmas).Count}개입니다. 점마다 하나씩 지정하세요: --sigmas 0.05,0.1,…"));

    // pycocotools takes the box's area of a mask or keypoint result that has a box.
    private double[] BoxAreas(int[] rows)
    {
        if (_rules.Shape is DetectionShape.Box or DetectionShape.Box3d || _found.BoxNumbers != 4) return [];
        return [.. rows.Select(row => _found.Boxes[(4 * row) + 2] * _found.Boxes[(4 * row) + 3])];
    }

    private static T[] At<T>(T[] values, int[] rows, int each = 1)
    {
        if (values.Length == 0) return [];
        if (rows.Length * each == values.Length) return values;
        var kept = new T[rows.Length * each];
        for (var i = 0; i < rows.Length; i++) Array.Copy(values, rows[i] * each, kept, i * each, each);
        return kept;
    }
}
