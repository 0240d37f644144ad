using System.CommandLine;
using System.Globalization;
using Umul.Files.Tables;
using Umul.Outcomes.Kinds;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary><c>umul evaluate classification</c>.</summary>
internal sealed class EvaluateClassificationCommands
{
    private readonly EvaluateFrame _frame = new();

    private readonly Option<string?> _labels = new("--labels") { Description = Terminal.Say("All classes in their order: negative,positive or grade1,grade2,grade3. Those that occur if not given.", "모든 클래스를 순서대로: negative,positive 또는 grade1,grade2,grade3. 없으면 나타나는 클래스.") };
    private readonly Option<string?> _positive = new("--positive") { Description = Terminal.Say("The positive one of two classes.", "두 클래스 가운데 양성인 것.") };
    private readonly Option<double> _threshold = new("--threshold") { Description = Terminal.Say("A score at or above this is called positive.", "점수가 이 값 이상이면 양성으로 봅니다."), DefaultValueFactory = _ => 0.5 };
    private readonly Option<double[]> _sensitivity = new("--at-sensitivity") { Description = Terminal.Say("Sensitivity at which specificity is read off; may be repeated.", "특이도를 읽을 민감도. 여러 번 쓸 수 있습니다."), AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [0.9, 0.95] };
    private readonly Option<double[]> _specificity = new("--at-specificity") { Description = Terminal.Say("Specificity at which sensitivity is read off; may be repeated.", "민감도를 읽을 특이도. 여러 번 쓸 수 있습니다."), AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [0.9, 0.95] };
    private readonly Option<int> _bins = new("--bins") { Description = Terminal.Say("Bins of calibration errors.", "보정 오차의 구간 수."), DefaultValueFactory = _ => 15 };

    public static Command Classification() => new EvaluateClassificationCommands().Build();

    private Command Build() => _frame.Complete(
        new Command("classification", Terminal.Say("Compare predicted classes or scores with reference classes, from CSV or TSV.", "CSV나 TSV의 예측 클래스 또는 점수를 기준 클래스와 비교합니다."))
        {
            _labels, _positive, _threshold, _sensitivity, _specificity, _bins,
        }, Run);

    private Task<int> Run(ParseResult result)
    {
        var (reference, prediction) = (result.GetRequiredValue(_frame.Reference), result.GetRequiredValue(_frame.Prediction));
        var rules = new ClassificationRules
        {
            Classes = result.GetValue(_labels) is { } labels ? Classes(labels) : null,
            Positive = result.GetValue(_positive),
            Threshold = result.GetRequiredValue(_threshold) is var threshold && double.IsFinite(threshold) ? threshold : throw EvaluateFrame.Bad("--threshold", Text(threshold), "--threshold 0.5"),
            AtSensitivity = Shares(result.GetRequiredValue(_sensitivity), "--at-sensitivity"),
            AtSpecificity = Shares(result.GetRequiredValue(_specificity), "--at-specificity"),
            CalibrationBins = result.GetRequiredValue(_bins) is var bins && bins is >= 1 and <= 10_000 ? bins : throw EvaluateFrame.Bad("--bins", Text(bins), "--bins 15"),
        };
        var report = ClassificationKind.Evaluate(ClassificationTable.Of(DelimitedTable.Read(reference)), ClassificationTable.Of(DelimitedTable.Read(prediction)), rules);
        return _frame.Deliver(result, report, [ReportWords.CasesShared(report.Cases.Count - report.Failed)]);
    }

    private static string[] Classes(string text)
    {
        var classes = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return classes.Length >= 2 && classes.Distinct(StringComparer.Ordinal).Count() == classes.Length ? classes : throw EvaluateFrame.Bad("--labels", text, "--labels negative,positive");
    }

    private static double[] Shares(double[] values, string option)
    {
        foreach (var value in values)
            if (value is not (> 0 and <= 1)) throw EvaluateFrame.Bad(option, Text(value), option + " 0.9");
        return values;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
