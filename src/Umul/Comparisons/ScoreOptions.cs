using System.CommandLine;
using Umul.Evaluation.Statistics;
using Umul.Web;

namespace Umul.Comparisons;

/// <summary>Options that compare, plan and rank share: columns, direction, level, where JSON goes.</summary>
internal sealed class ScoreOptions
{
    private readonly Option<string[]> _metric = Many("--metric", ComparisonTexts.Here.MetricOption);
    private readonly Option<string?> _case = new("--case") { Description = ComparisonTexts.Here.CaseOption };
    private readonly Option<string?> _unit = new("--unit") { Description = ComparisonTexts.Here.UnitOption };
    private readonly Option<string?> _seed = new("--seed") { Description = ComparisonTexts.Here.SeedOption };
    private readonly Option<bool> _lower = new("--lower-is-better") { Description = ComparisonTexts.Here.LowerOption };
    private readonly Option<bool> _higher = new("--higher-is-better") { Description = ComparisonTexts.Here.HigherOption };
    private readonly Option<double?> _worthwhile = new("--smallest-worthwhile") { Description = ComparisonTexts.Here.WorthwhileOption };
    private readonly Option<double> _alpha = new("--alpha") { Description = ComparisonTexts.Here.AlphaOption, DefaultValueFactory = _ => 0.05 };
    private readonly Option<ulong> _analysisSeed = new("--analysis-seed") { Description = ComparisonTexts.Here.AnalysisSeedOption, DefaultValueFactory = _ => new ResamplingOptions().Seed };
    private readonly Option<string?> _json = new("--json") { Description = ComparisonTexts.Here.JsonOption };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command, bool withWorthwhile = true)
    {
        foreach (var option in (Option[])[_metric, _case, _unit, _seed, _lower, _higher, _alpha, _analysisSeed, _json]) command.Options.Add(option);
        if (withWorthwhile) command.Options.Add(_worthwhile);
    }

    /// <summary>Several values, in one or in repeated options.</summary>
    public static Option<string[]> Many(string name, string description, bool required = false) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true, Required = required, DefaultValueFactory = required ? null : _ => [] };

    public IReadOnlyList<string> Metrics(ParseResult result) => result.GetValue(_metric) ?? [];

    public ScoreColumns Columns(ParseResult result) => new(result.GetValue(_case), result.GetValue(_unit), result.GetValue(_seed));

    public double Alpha(ParseResult result) =>
        result.GetValue(_alpha) is > 0 and < 1 and var alpha ? alpha : throw ScoreFaults.BadOption("--alpha", "--alpha 0.05");

    public double? Worthwhile(ParseResult result) => result.GetValue(_worthwhile) switch
    {
        null => null,
        > 0 and < double.PositiveInfinity and var delta => delta,
        _ => throw ScoreFaults.BadOption("--smallest-worthwhile", "--smallest-worthwhile 0.01"),
    };

    public ResamplingOptions Resampling(ParseResult result) => new() { Seed = result.GetValue(_analysisSeed), Threads = Math.Min(4, Environment.ProcessorCount) };

    /// <summary>Which way the metric is better, and whether only its name says so. A command line that names both ways is refused.</summary>
    public (MetricDirection Direction, bool Guessed) Direction(ParseResult result, string metric, bool isFirst = true)
    {
        if (result.GetValue(_lower) && result.GetValue(_higher)) throw ScoreFaults.BadOption("--lower-is-better --higher-is-better", "--lower-is-better");
        // What is said is said about the metric that decides; the others go by their names.
        if (isFirst && result.GetValue(_lower)) return (MetricDirection.LowerIsBetter, false);
        if (isFirst && result.GetValue(_higher)) return (MetricDirection.HigherIsBetter, false);
        return (ComparisonWords.Direction(metric), true);
    }

    /// <summary>Writes JSON where it was asked for; true if sentences are to be printed, too.</summary>
    public async Task<bool> WriteJson(ParseResult result, Func<byte[]> json)
    {
        if (result.GetValue(_json) is not { } file) return true;
        if (file != "-")
        {
            await File.WriteAllBytesAsync(file, json());
            return true;
        }
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(json());
        await output.WriteAsync("\n"u8.ToArray());
        return false;
    }

    /// <summary>Runs a command and says a refusal in the language of the terminal: exit code 1.</summary>
    public static async Task<int> Guarded(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (UmulException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.In(Terminal.Language));
            return 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
