using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Evaluation.Statistics;
using Umul.Web;

namespace Umul.Comparisons;

/// <summary><c>umul rank</c>: many methods on the same cases, with how sure each rank is.</summary>
internal static class RankCommands
{
    public static Command Rank()
    {
        var (texts, options) = (ComparisonTexts.Here, new ScoreOptions());
        var files = new Argument<string[]>("files") { Description = texts.RankFiles, Arity = ArgumentArity.OneOrMore };
        var method = new Option<string?>("--method") { Description = texts.MethodOption };
        var missing = new Option<double?>("--missing") { Description = texts.MissingOption };
        var resamples = new Option<int>("--resamples") { Description = texts.ResamplesOption, DefaultValueFactory = _ => 10_000 };
        var figures = new Option<string?>("--figures") { Description = texts.FiguresOption };
        var command = new Command("rank", texts.Rank) { files, method, missing, resamples, figures };
        options.AddTo(command, withWorthwhile: false);
        command.SetAction((result, _) => ScoreOptions.Guarded(async () =>
        {
            var columns = options.Columns(result) with { Method = result.GetValue(method), WantsMethods = true };
            var arms = ScoreArms.Read([.. result.GetRequiredValue(files).Select(f => (f, (string?)null))], columns);
            var metric = arms.Metrics(options.Metrics(result))[0];
            var direction = options.Direction(result, metric).Direction;
            if (direction == MetricDirection.Unknown) throw ScoreFaults.UnknownDirection(metric);
            var draws = result.GetValue(resamples) is >= 100 and <= 10_000_000 and var n ? n : throw ScoreFaults.BadOption("--resamples", "--resamples 10000");
            var table = MethodTable.Of(arms.Methods(metric), arms.Units, direction, result.GetValue(missing));
            var ranked = MethodRanks.Of(table.Data, options.Resampling(result) with { Resamples = draws }, options.Alpha(result));
            if (result.GetValue(figures) is { Length: > 0 } folder) RankFigures.Save(RankFigures.All(metric, table, ranked, ComparisonTexts.Here), folder);
            if (await options.WriteJson(result, () => Json(metric, table, ranked))) Print(metric, table, ranked, Console.Out);
            return 0;
        }));
        return command;
    }

    private static void Print(string metric, MethodTable table, MethodRanks ranked, TextWriter output)
    {
        var texts = ComparisonTexts.Here;
        var first = ranked.Order[0];
        output.WriteLine(texts.RankHead(table.Data.Methods[first], ComparisonWords.Percent(ranked.FirstIn(first)), table.Data.Cases, metric));
        var contenders = ranked.Order.Count(m => ranked.Bootstrap.Quantile(m, 0.025) == 1);
        output.WriteLine(contenders > 1 ? texts.RankOpen(contenders) : texts.RankSettled);
        output.WriteLine(texts.RankScope);
        output.WriteLine(texts.RankRobust(ComparisonWords.Number(ranked.TauOfRanks, 2), ComparisonWords.Number(ranked.TauOfTests, 2)));
        output.WriteLine(texts.DirectionIs(metric, table.Data.Direction == MetricDirection.LowerIsBetter));
        if (table.LeftOut > 0) output.WriteLine(texts.MissingSkipped(table.LeftOut, table.AllUnits));
        output.WriteLine();
        var shown = ComparisonConsole.Table(texts.RankColumns);
        foreach (var m in ranked.Order)
        {
            string[] cells =
            [
                Rank(ranked.Means.Ranks[m]), table.Data.Methods[m], ComparisonWords.Count(table.Seeds[m]), ComparisonWords.Number(ranked.Means.Values[m], 4),
                $"{ranked.Bootstrap.Quantile(m, 0.025)} … {ranked.Bootstrap.Quantile(m, 0.975)}", ComparisonWords.Percent(ranked.FirstIn(m)),
                Rank(ranked.Ranks.Ranks[m]), Rank(ranked.Tests.Ranks[m]),
            ];
            shown.AddRow([.. cells.Select(Markup.Escape)]);
        }
        Terminal.Tables(output).Write(shown);
    }

    private static string Rank(double rank) => rank.ToString("0.#", CultureInfo.InvariantCulture);

    private static byte[] Json(string metric, MethodTable table, MethodRanks ranked) => ComparisonJson.Write("umul.rank/1", writer =>
    {
        writer.WriteString("metric", metric);
        writer.WriteString("direction", ComparisonWords.Json(table.Data.Direction));
        writer.WriteNumber("units", table.Data.Cases);
        writer.WriteNumber("unitsLeftOut", table.LeftOut);
        writer.WriteNumber("resamples", ranked.Bootstrap.Resamples);
        ComparisonJson.Number(writer, "tauRankThenAggregate", ranked.TauOfRanks);
        ComparisonJson.Number(writer, "tauTestThenRank", ranked.TauOfTests);
        writer.WriteStartArray("methods");
        foreach (var m in ranked.Order)
        {
            writer.WriteStartObject();
            writer.WriteString("method", table.Data.Methods[m]);
            writer.WriteNumber("runs", table.Seeds[m]);
            ComparisonJson.Number(writer, "rank", ranked.Means.Ranks[m]);
            ComparisonJson.Number(writer, "mean", ranked.Means.Values[m]);
            writer.WriteStartArray("rankInterval95");
            writer.WriteNumberValue(ranked.Bootstrap.Quantile(m, 0.025));
            writer.WriteNumberValue(ranked.Bootstrap.Quantile(m, 0.975));
            writer.WriteEndArray();
            ComparisonJson.Number(writer, "firstIn", ranked.FirstIn(m));
            ComparisonJson.Number(writer, "rankThenAggregate", ranked.Ranks.Ranks[m]);
            ComparisonJson.Number(writer, "testThenRank", ranked.Tests.Ranks[m]);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });
}
