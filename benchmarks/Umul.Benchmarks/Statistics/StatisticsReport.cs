using System.Globalization;
using System.Text;
using Umul.Evaluation.Statistics;
using Umul.Evaluation.Tests.Statistics;

namespace Umul.Benchmarks.Statistics;

/// <summary>Writes docs/statistics.md: what the engine computes, its reference numbers, its simulations, and its speed.</summary>
internal static class StatisticsReport
{
    public const int Draws = 10_000;

    /// <summary>Writes the report; 0 if every number holds.</summary>
    public static int Write(int draws)
    {
        if (Above("Umul.slnx") is not { } root || AboveFolder(Path.Combine("shared", "data", "statistics"), root) is not { } data)
        {
            Console.Error.WriteLine("The report needs the repository and, beside it or further up, the folder shared/data/statistics.");
            return 2;
        }
        var checks = ReferenceChecks.All(data);
        var shares = SimulationCatalogue.All.Select(s => (Simulation: s, Share: Run(s, draws))).ToArray();
        var speed = StatisticsSpeed.All().ToArray();
        var text = new StringBuilder(StatisticsProse.Opening);
        References(text, checks);
        Simulations(text, shares, draws);
        Speed(text, speed);
        text.Append(StatisticsProse.Closing);
        string path = Path.Combine(root, "docs", "statistics.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ToString().ReplaceLineEndings("\n"));
        int failed = checks.Count(c => !c.Holds) + shares.Count(s => s.Share < s.Simulation.Low || s.Share > s.Simulation.High);
        Console.WriteLine($"Wrote docs/statistics.md: {checks.Count} reference numbers, {shares.Length} simulations, {failed} outside their bounds.");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>Runs the simulations alone, printing each.</summary>
    public static int Simulate(int draws)
    {
        bool holds = true;
        foreach (var simulation in SimulationCatalogue.All)
        {
            double share = Run(simulation, draws);
            holds &= share >= simulation.Low && share <= simulation.High;
        }
        return holds ? 0 : 1;
    }

    private static double Run(Simulation simulation, int draws)
    {
        double share = simulation.Run(draws);
        bool holds = share >= simulation.Low && share <= simulation.High;
        Console.Error.WriteLine($"{(holds ? "ok  " : "FAIL")} {simulation.Group}: {simulation.What}: {Percent(share)}");
        return share;
    }

    private static void References(StringBuilder text, IReadOnlyList<ReferenceCheck> checks)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## Reference numbers\n\n{checks.Count(c => c.Holds)} of {checks.Count} hold.\n\n");
        text.Append("| what | source | expected | found | tolerance | holds |\n|---|---|---|---|---|---|\n");
        foreach (var c in checks)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {c.What} | {c.Source} | {c.Expected:G12} | {c.Found:G12} | {c.Tolerance:G2} | {(c.Holds ? "yes" : "**no**")} |\n");
        }
        text.Append(StatisticsProse.NotReproduced);
    }

    private static void Simulations(StringBuilder text, (Simulation Simulation, double Share)[] shares, int draws)
    {
        text.Append(CultureInfo.InvariantCulture,
            $"\n## Simulations\n\n{draws:#,0} draws each, analysis seed {SimulationCatalogue.Seed}; the standard error of a share near 95 % is {Percent(Math.Sqrt(.95 * .05 / draws))}.\n");
        foreach (var group in shares.GroupBy(s => s.Simulation.Group))
        {
            var (low, high) = (group.Min(s => s.Share), group.Max(s => s.Share));
            text.Append(CultureInfo.InvariantCulture, $"\n### {group.Key}\n\nFrom {Percent(low)} to {Percent(high)} over {group.Count()} designs.\n\n");
            text.Append("| design | share | must lie in | holds |\n|---|---|---|---|\n");
            foreach (var (s, share) in group)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"| {s.What} | {Percent(share)} | {Percent(s.Low)} – {Percent(s.High)} | {(share >= s.Low && share <= s.High ? "yes" : "**no**")} |\n");
            }
        }
        text.Append(StatisticsProse.OnSimulations);
    }

    private static void Speed(StringBuilder text, SpeedRow[] rows)
    {
        text.Append(StatisticsProse.OnSpeed);
        text.Append("| work | to reach, ms | median, ms | fastest, ms | processor time, ms |\n|---|---|---|---|---|\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Work} | {row.TargetMs:0} | {row.MedianMs:0.00} | {row.FastestMs:0.00} | {row.CpuMs:0.00} |\n");
    }

    private static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string? Above(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, file)))
                return folder.FullName;
        }
        return null;
    }

    private static string? AboveFolder(string relative, string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, relative);
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }
}
