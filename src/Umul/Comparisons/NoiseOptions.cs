using System.CommandLine;
using Umul.Evaluation.Statistics;

namespace Umul.Comparisons;

/// <summary>Where <c>umul plan</c> learns how noisy the scores are.</summary>
internal sealed class NoiseOptions
{
    private readonly Option<string[]> _baseline = ScoreOptions.Many("--baseline", ComparisonTexts.Here.BaselineOption);
    private readonly Option<string[]> _idea = ScoreOptions.Many("--idea", ComparisonTexts.Here.IdeaOption);
    private readonly Option<bool> _matched = new("--matched") { Description = ComparisonTexts.Here.MatchedOption };
    private readonly Option<int?> _seeds = new("--seeds") { Description = ComparisonTexts.Here.SeedsOption };
    private readonly Option<int?> _cases = new("--cases") { Description = ComparisonTexts.Here.CasesOption };
    private readonly Option<double?> _seedSd = new("--seed-sd") { Description = ComparisonTexts.Here.SeedSdOption };
    private readonly Option<double?> _caseSd = new("--case-sd") { Description = ComparisonTexts.Here.CaseSdOption };
    private readonly Option<double?> _residualSd = new("--residual-sd") { Description = ComparisonTexts.Here.ResidualSdOption };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_baseline, _idea, _matched, _seeds, _cases, _seedSd, _caseSd, _residualSd]) command.Options.Add(option);
    }

    public Pilot Read(ParseResult result, ScoreOptions options)
    {
        var (seeds, cases) = (Design(result, _seeds, "--seeds 5"), Design(result, _cases, "--cases 120"));
        var baseline = result.GetValue(_baseline) ?? [];
        var pilot = baseline.Length > 0 ? FromFiles(result, options, baseline) : FromNumbers(result, (seeds, cases));
        return pilot with { Runs = seeds ?? pilot.Runs, Units = cases ?? pilot.Units };
    }

    private Pilot FromNumbers(ParseResult result, (int? Seeds, int? Cases) design)
    {
        var (seedSd, caseSd) = (Deviation(result, _seedSd, "--seed-sd 0.005"), Deviation(result, _caseSd, "--case-sd 0.04"));
        if (seedSd is null || caseSd is null || design.Cases is not { } cases) throw ScoreFaults.NothingToPlan();
        return Pilot.OfNumbers(seedSd.Value, caseSd.Value, Deviation(result, _residualSd, "--residual-sd 0.02") ?? 0, (design.Seeds ?? 3, cases));
    }

    private Pilot FromFiles(ParseResult result, ScoreOptions options, string[] baseline)
    {
        var idea = result.GetValue(_idea) ?? [];
        var arms = ScoreArms.Read([.. baseline.Select(f => (f, (string?)"baseline")), .. idea.Select(f => (f, (string?)"idea"))], options.Columns(result));
        var metric = arms.Metrics(options.Metrics(result))[0];
        var runs = arms.Runs("baseline", metric);
        var compared = Comparison.Evaluate(new ComparisonRequest
        {
            Baseline = runs,
            // Against itself the baseline has the noise of its own seeds twice and no difference between cases.
            Idea = idea.Length > 0 ? arms.Runs("idea", metric) : runs,
            Direction = MetricDirection.HigherIsBetter, // noise has no direction
            Design = result.GetValue(_matched) ? SeedDesign.Matched : SeedDesign.Independent,
            Groups = arms.Units,
            Resampling = options.Resampling(result) with { Resamples = 100 },
        });
        var pilot = (Pilot.Of(compared) ?? throw ScoreFaults.PilotTooSmall()) with { Unit = compared.UnitsAreGroups ? arms.UnitColumn : null };
        if (idea.Length > 0) return pilot;
        var caseSd = Deviation(result, _caseSd, "--case-sd 0.04") ?? 0;
        return pilot with { Components = pilot.Components with { Case = caseSd * caseSd }, BaselineOnly = true };
    }

    private static int? Design(ParseResult result, Option<int?> option, string example) =>
        result.GetValue(option) is { } number ? number is >= 2 and <= 10_000_000 ? number : throw ScoreFaults.BadOption(option.Name, example) : null;

    private static double? Deviation(ParseResult result, Option<double?> option, string example) =>
        result.GetValue(option) is { } number ? number >= 0 && double.IsFinite(number) ? number : throw ScoreFaults.BadOption(option.Name, example) : null;
}
