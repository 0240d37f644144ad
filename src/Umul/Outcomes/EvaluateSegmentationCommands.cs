using System.CommandLine;
using System.Globalization;
using Umul.Evaluation.Segmentation;
using Umul.Files.Masks;
using Umul.Outcomes.Kinds;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary><c>umul evaluate segmentation</c>.</summary>
internal sealed class EvaluateSegmentationCommands
{
    private static readonly string[] s_images =
        [".png", ".nii", ".nii.gz", ".nrrd", ".nhdr", ".mha", ".mhd", ".npy", ".dcm", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"];

    private readonly EvaluateFrame _frame = new();

    private readonly Option<string?> _labels = new("--labels") { Description = Terminal.Say("Labels to evaluate, with names if you like: 1,2 or liver=1,tumour=2,all=1+2. All that occur if not given.", "평가할 레이블. 이름도 붙일 수 있습니다: 1,2 또는 liver=1,tumour=2,all=1+2. 없으면 나타나는 모든 레이블.") };
    private readonly Option<int?> _ignore = new("--ignore-label") { Description = Terminal.Say("Voxels whose reference has this label count for nothing.", "기준이 이 레이블인 복셀은 계산에서 뺍니다.") };
    private readonly Option<double[]> _tolerance = new("--tolerance-mm") { Description = Terminal.Say("Tolerance of the normalised surface distance; may be repeated.", "표면 거리(NSD)의 허용 오차. 여러 번 쓸 수 있습니다."), AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [2] };
    private readonly Option<string?> _spacing = new("--spacing") { Description = Terminal.Say("Spacing in mm where files do not say it: one number, y,x or z,y,x.", "파일에 간격이 없을 때의 간격(mm): 수 하나, y,x 또는 z,y,x.") };
    private readonly Option<double?> _threshold = new("--threshold") { Description = Terminal.Say("Soft predictions above this are foreground.", "연속값 예측에서 이 값보다 크면 전경입니다.") };
    private readonly Option<bool> _binary = new("--binary") { Description = Terminal.Say("Any value but 0 is foreground.", "0이 아닌 값은 모두 전경입니다.") };
    private readonly Option<string?> _colours = new("--colours") { Description = Terminal.Say("Labels of the colours of RGB masks: #ff0000=1,#00ff00=2.", "RGB 마스크에서 색마다의 레이블: #ff0000=1,#00ff00=2.") };
    private readonly Option<string?> _resample = new("--resample") { Description = Terminal.Say("nearest: bring predictions that lie on another grid onto the reference's.", "nearest: 격자가 다른 예측을 기준 격자로 옮깁니다.") };
    private readonly Option<string?> _nnunet = new("--nnunet") { Description = Terminal.Say("Also write the report in the layout of nnU-Net's summary.json to this file.", "nnU-Net의 summary.json 형식으로도 이 파일에 씁니다.") };

    private readonly Option<bool> _lesions = new("--lesions") { Description = Terminal.Say("Also object by object: recall, precision, F1, panoptic quality.", "대상 하나하나로도 평가합니다: 재현율, 정밀도, F1, 파놉틱 품질.") };
    private readonly Option<int?> _connectivity = new("--connectivity") { Description = Terminal.Say("Neighbours that make an object: 4 or 8 in the plane, 6, 18 or 26 in space. 8 and 26 if not given.", "대상을 이루는 이웃 수: 평면은 4나 8, 공간은 6, 18, 26. 없으면 8과 26.") };
    private readonly Option<string> _matching = new("--matching") { Description = Terminal.Say("How objects are paired: naive (by falling overlap), greedy (largest first), optimal (most pairs).", "대상을 짝짓는 방법: naive(겹침이 큰 순서), greedy(큰 대상부터), optimal(가장 많이)."), DefaultValueFactory = _ => "naive" };
    private readonly Option<double> _matchIou = new("--match-iou") { Description = Terminal.Say("Least overlap (IoU) of a pair of objects.", "대상 한 쌍의 최소 겹침(IoU)."), DefaultValueFactory = _ => 0.5 };
    private readonly Option<string?> _sizes = new("--size-classes") { Description = Terminal.Say("Limits between size classes of objects, in mm³ (plane: mm²): 100,1000.", "대상 크기 구간의 경계(mm³, 평면은 mm²): 100,1000.") };
    private readonly Option<bool> _errors = new("--errors") { Description = Terminal.Say("Also where wrong voxels are (missed and spurious objects, boundary, interior, leak) and what Dice would gain without each.", "틀린 복셀이 어디인지(놓친 대상, 헛것, 경계, 내부, 번짐)와 각각이 없을 때의 Dice 상승도 계산합니다.") };
    private readonly Option<double?> _errorTolerance = new("--error-tolerance-mm") { Description = Terminal.Say("Width of the boundary for --errors; 2 voxels if not given.", "--errors에서 경계의 너비(mm). 없으면 2복셀.") };

    public static Command Segmentation() => new EvaluateSegmentationCommands().Build();

    /// <summary>True if the name is that of an image.</summary>
    public static bool IsImage(string name) => s_images.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private Command Build()
    {
        var command = new Command("segmentation", Terminal.Say("Compare predicted masks with reference masks, 2D or 3D.", "예측 마스크를 기준 마스크와 비교합니다. 2D와 3D."))
        {
            _labels, _ignore, _tolerance, _spacing, _threshold, _binary, _colours, _resample, _nnunet,
            _lesions, _connectivity, _matching, _matchIou, _sizes, _errors, _errorTolerance,
        };
        return _frame.Complete(command, Run);
    }

    private async Task<int> Run(ParseResult result)
    {
        var rules = Rules(result);
        var pairing = _frame.Pair(result, IsImage);
        var jobs = _frame.Threads(result);
        var report = EvaluateFrame.Progress(pairing.Pairs.Count, progress => SegmentationKind.Evaluate(pairing, rules, jobs, progress));
        if (result.GetValue(_nnunet) is { } file) await File.WriteAllBytesAsync(file, NnunetSummary.Write(report));
        return await _frame.Deliver(result, report, [ReportWords.Paired(pairing)]);
    }

    private SegmentationRules Rules(ParseResult result)
    {
        var wanted = result.GetRequiredValue(_frame.Variant);
        var tolerances = result.GetRequiredValue(_tolerance);
        foreach (var tolerance in tolerances)
            if (!double.IsFinite(tolerance) || tolerance < 0) throw EvaluateFrame.Bad("--tolerance-mm", tolerance.ToString(CultureInfo.InvariantCulture), "--tolerance-mm 2");
        if (result.GetValue(_resample) is { } how && how != "nearest") throw EvaluateFrame.Bad("--resample", how, "--resample nearest");
        return new SegmentationRules
        {
            Regions = result.GetValue(_labels) is { } labels ? SegmentationRules.ParseRegions(labels) ?? throw EvaluateFrame.Bad("--labels", labels, "--labels liver=1,tumour=2") : null,
            IgnoredLabel = result.GetValue(_ignore),
            TolerancesMm = tolerances,
            Metrics = wanted.Length == 0 ? SegmentationMetrics.Default | SegmentationMetrics.SurfelDistances : SegmentationMetrics.All,
            SpacingMm = result.GetValue(_spacing) is { } spacing ? ParseSpacing(spacing) ?? throw EvaluateFrame.Bad("--spacing", spacing, "--spacing 0.3") : null,
            Threshold = result.GetValue(_threshold),
            IsBinary = result.GetValue(_binary),
            Colours = result.GetValue(_colours) is { } colours ? MaskOptions.ParseColours(colours) ?? throw EvaluateFrame.Bad("--colours", colours, "--colours \"#ff0000=1\"") : null,
            IsResampled = result.GetValue(_resample) is not null,
            Lesions = result.GetValue(_lesions) || result.GetValue(_sizes) is not null ? LesionsOf(result) : null,
            HasErrors = result.GetValue(_errors),
            ErrorToleranceMm = result.GetValue(_errorTolerance) is not { } width ? null : double.IsFinite(width) && width >= 0 ? width : throw EvaluateFrame.Bad("--error-tolerance-mm", width.ToString(CultureInfo.InvariantCulture), "--error-tolerance-mm 2"),
        };
    }

    private LesionOptions LesionsOf(ParseResult result)
    {
        var (matching, iou, sizes) = (result.GetRequiredValue(_matching), result.GetRequiredValue(_matchIou), result.GetValue(_sizes));
        var matcher = matching.ToLowerInvariant() switch
        {
            "naive" => LesionMatcher.Naive,
            "greedy" => LesionMatcher.Greedy,
            "optimal" => LesionMatcher.Optimal,
            _ => throw EvaluateFrame.Bad("--matching", matching, "--matching naive | greedy | optimal"),
        };
        var connectivity = result.GetValue(_connectivity) switch
        {
            4 or 6 => Connectivity.Face,
            18 => Connectivity.Edge,
            null or 8 or 26 => Connectivity.Corner,
            var other => throw EvaluateFrame.Bad("--connectivity", other.Value.ToString(CultureInfo.InvariantCulture), "--connectivity 26"),
        };
        if (iou is not (>= 0 and <= 1)) throw EvaluateFrame.Bad("--match-iou", iou.ToString(CultureInfo.InvariantCulture), "--match-iou 0.5");
        return new LesionOptions { Matcher = matcher, Connectivity = connectivity, Threshold = iou, SizeLimitsMm = sizes is null ? [] : Rising(sizes) ?? throw EvaluateFrame.Bad("--size-classes", sizes, "--size-classes 100,1000") };
    }

    private static List<double>? Rising(string text)
    {
        var limits = new List<double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) || !double.IsFinite(limit) || limit <= (limits.Count == 0 ? 0 : limits[^1])) return null;
            limits.Add(limit);
        }
        return limits;
    }

    private static (double, double, double)? ParseSpacing(string text)
    {
        var numbers = new List<double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number) || number <= 0) return null;
            numbers.Add(number);
        }
        return numbers switch
        {
            [var same] => (same, same, same),
            [var y, var x] => (1, y, x),
            [var z, var y, var x] => (z, y, x),
            _ => null,
        };
    }
}
