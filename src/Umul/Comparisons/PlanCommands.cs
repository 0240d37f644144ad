using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Evaluation.Statistics;
using Umul.Web;

namespace Umul.Comparisons;

/// <summary><c>umul plan</c>: seeds and cases that tell a difference of δ, from a pilot, from baseline runs alone, or from noise given as numbers.</summary>
internal static class PlanCommands
{
    private static readonly int[] s_seeds = [2, 3, 5, 7, 10, 15, 20];
    private static readonly double[] s_caseShares = [0.5, 1, 2, 4];

    public static Command Plan()
    {
        var (texts, options, noise) = (ComparisonTexts.Here, new ScoreOptions(), new NoiseOptions());
        var power = new Option<double>("--power") { Description = texts.PowerOption, DefaultValueFactory = _ => 0.8 };
        var costRun = new Option<double?>("--cost-per-run") { Description = texts.CostRunOption };
        var costCase = new Option<double?>("--cost-per-case") { Description = texts.CostCaseOption };
        var command = new Command("plan", texts.Plan) { power, costRun, costCase };
        noise.AddTo(command);
        options.AddTo(command);
        command.SetAction((result, _) => ScoreOptions.Guarded(async () =>
        {
            var delta = options.Worthwhile(result) ?? throw ScoreFaults.BadOption("--smallest-worthwhile", "--smallest-worthwhile 0.01");
            var wanted = result.GetValue(power) is > 0 and < 1 and var p ? p : throw ScoreFaults.BadOption("--power", "--power 0.8");
            var pilot = noise.Read(result, options);
            var plan = Planning.Make(pilot.Components, pilot.Runs, pilot.Units, delta, wanted, options.Alpha(result));
            if (result.GetValue(costRun) is > 0 and var run && result.GetValue(costCase) is >= 0 and var unit)
                plan = plan with { Cheapest = new PlanningModel(pilot.Components).Cheapest(delta, run, unit, wanted, options.Alpha(result)) };
            var answer = new Answer(plan, pilot, wanted, options.Alpha(result));
            if (await options.WriteJson(result, () => Json(answer)))
                Print(answer, plan.Cheapest is { } c ? 2 * c.Runs * result.GetValue(costRun)!.Value + c.Units * result.GetValue(costCase)!.Value : null, Console.Out);
            return 0;
        }));
        return command;
    }

    private static void Print(Answer answer, double? cost, TextWriter output)
    {
        foreach (var sentence in Sentences(answer, cost, ComparisonTexts.Here)) output.WriteLine(sentence);
        output.WriteLine();
        output.WriteLine(ComparisonTexts.Here.PlanTable);
        var columns = Columns(answer.Pilot.Units);
        var table = ComparisonConsole.Table(string.Join('|', [ComparisonTexts.Here.SeedsHead, .. columns.Select(n => ComparisonWords.Count(n))]), right: true);
        var model = new PlanningModel(answer.Pilot.Components);
        foreach (var seeds in s_seeds)
        {
            table.AddRow([.. columns.Select(n => Markup.Escape(ComparisonWords.Percent(model.Power(answer.Plan.SmallestWorthwhile, seeds, n, answer.Alpha))))
                .Prepend(seeds.ToString(CultureInfo.InvariantCulture))]);
        }
        Terminal.Tables(output).Write(table);
    }

    private static IEnumerable<string> Sentences(Answer answer, double? cost, ComparisonTexts texts)
    {
        var (plan, pilot) = (answer.Plan, answer.Pilot);
        var (delta, wanted) = (plan.SmallestWorthwhile.ToString("0.#########", CultureInfo.InvariantCulture), ComparisonWords.Percent(answer.Power));
        if (plan.MoreRunsCannotSettle) yield return texts.PlanCannot(delta, ComparisonWords.Count(plan.UnitsAtLeast));
        else if (plan.RunsNeeded is not { } runs) yield return texts.PlanNoRuns(delta);
        else
        {
            yield return texts.PlanRuns(runs, runs - plan.RunsNow, plan.UnitsNow, delta, wanted);
            if (pilot.FromRuns && plan.RunsNeededUpper is { } upper && upper > runs) yield return texts.PlanRange(upper);
        }
        yield return plan.UnitsNeeded is { } units ? texts.PlanUnits(ComparisonWords.Count(units), plan.RunsNow) : texts.PlanNoUnits(plan.RunsNow);
        yield return texts.PlanNow(ComparisonWords.Percent(plan.PowerNow), plan.RunsNow, plan.UnitsNow);
        if (plan.Cheapest is { } cheapest) yield return texts.PlanCheapest(cheapest.Runs, cheapest.Units, cost?.ToString("0.##", CultureInfo.InvariantCulture) ?? "");
        yield return texts.PlanSmallestP(plan.RunsNow, ComparisonWords.P(SampleSize.SmallestIndependentP(plan.RunsNow)));
        if (pilot.Unit is { } unit) yield return texts.PlanUnit(unit);
        if (pilot.BaselineOnly) yield return texts.PlanBaselineOnly;
    }

    private static byte[] Json(Answer answer) => ComparisonJson.Write("umul.plan/1", writer =>
    {
        writer.WriteNumber("alpha", answer.Alpha);
        writer.WriteNumber("power", answer.Power);
        writer.WriteBoolean("fromBaselineOnly", answer.Pilot.BaselineOnly);
        writer.WriteStartObject("components");
        ComparisonJson.Number(writer, "case", answer.Pilot.Components.Case);
        ComparisonJson.Number(writer, "seed", answer.Pilot.Components.Seed);
        ComparisonJson.Number(writer, "residual", answer.Pilot.Components.Residual);
        writer.WriteEndObject();
        ComparisonJson.Plan(writer, answer.Plan);
        writer.WriteStartArray("powers");
        var model = new PlanningModel(answer.Pilot.Components);
        foreach (var (seeds, units) in s_seeds.SelectMany(seeds => Columns(answer.Pilot.Units).Select(units => (seeds, units))))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seeds", seeds);
            writer.WriteNumber("units", units);
            ComparisonJson.Number(writer, "power", model.Power(answer.Plan.SmallestWorthwhile, seeds, units, answer.Alpha));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    private static IReadOnlyList<int> Columns(int units) => [.. s_caseShares.Select(share => Math.Max(2, (int)Math.Round(share * units))).Distinct()];

    private sealed record Answer(Plan Plan, Pilot Pilot, double Power, double Alpha);
}
