namespace Umul.Evaluation.Statistics;

/// <summary>One simulated share and the bounds it has to keep.</summary>
/// <param name="Group">What is being shown.</param>
/// <param name="What">The design.</param>
/// <param name="Low">Smallest acceptable share.</param>
/// <param name="High">Largest acceptable share.</param>
/// <param name="Run">Draws it.</param>
internal sealed record Simulation(string Group, string What, double Low, double High, Func<int, double> Run);

/// <summary>Every simulation that the slow tests hold and docs/statistics.md reports. Seeded; the same on any number of threads.</summary>
internal static class SimulationCatalogue
{
    /// <summary>The analysis seed of all of them.</summary>
    public const ulong Seed = 20_261_122;

    private static readonly ResamplingOptions Options = new() { Seed = Seed, Threads = Environment.ProcessorCount };

    public static IReadOnlyList<Simulation> All { get; } =
        [.. Coverage(skewed: false), .. Coverage(skewed: true), .. Matched(), .. Pseudo(), .. ErrorRates()];

    private static IEnumerable<Simulation> Coverage(bool skewed) => CoverageDesign.Reference(skewed).Select(design => new Simulation(
        skewed ? "95 % interval covers, skewed" : "95 % interval covers, normal",
        $"crossed-t, R = {design.Runs}, N = {design.Units}, seed sd {design.SeedSd}",
        0.935, 0.985, draws => CoverageSimulation.Crossed(design, draws, Options)));

    // Two matched seeds leave one degree of freedom for the seed term: coverage was found to sink to 92 %. The bound is what was found,
    // docs/statistics.md says so, and the plan asks for three seeds.
    private static IEnumerable<Simulation> Matched() =>
        from runs in new[] { 2, 3, 5 }
        from sd in new[] { 0, 0.02 }
        select new Simulation("95 % interval covers, matched seeds", $"crossed-t, R = {runs}, N = 100, seed sd {sd}", runs == 2 ? 0.91 : 0.935, 0.985,
            draws => CoverageSimulation.Matched(new CoverageDesign(runs, 100, sd, false), draws, Options));

    private static IEnumerable<Simulation> Pseudo()
    {
        foreach (int runs in new[] { 3, 5 })
        {
            foreach (double sd in new[] { 0, 0.02 })
            {
                yield return new Simulation("95 % interval covers, pseudo-values", $"WER, R = {runs}, 120 utterances, seed sd {sd}", 0.935, 0.985,
                    draws => CoverageSimulation.WordErrorRate(runs, 120, sd, draws, Options));
            }
            foreach (double sd in new[] { 0, 0.15 })
            {
                yield return new Simulation("95 % interval covers, pseudo-values", $"AUC, R = {runs}, 150 cases, seed sd {sd}", 0.935, 0.985,
                    draws => CoverageSimulation.Auc(runs, 150, sd, draws, Options));
            }
        }
    }

    private static IEnumerable<Simulation> ErrorRates()
    {
        foreach (int runs in new[] { 3, 5 })
        {
            yield return new Simulation("False \"better\" in a project", $"20 null ideas, Holm, R = {runs}, N = 100, seed sd 0.005", 0, 0.05,
                draws => CoverageSimulation.FalseBetterInFamily(20, new CoverageDesign(runs, 100, 0.005, false), draws, Options));
        }
        foreach (int[] looks in new int[][] { [3, 5, 10], [5, 10, 15] })
        {
            var design = new CoverageDesign(looks[^1], 100, 0.005, false);
            string seeds = string.Join(", ", looks);
            double[] equal = [.. looks.Select(_ => DeclaredLooks.PerLook(looks.Length))];
            double[] spending = DeclaredLooks.LevelsBySpending([.. looks.Select(l => (double)l / looks[^1])]);
            yield return new Simulation("Type I error, declared looks", $"at {seeds} seeds, Bonferroni per look", 0, 0.05,
                draws => CoverageSimulation.TypeOneOverLooks(looks, equal, design, draws, Options));
            yield return new Simulation("Type I error, declared looks", $"at {seeds} seeds, O'Brien–Fleming spending", 0, 0.05,
                draws => CoverageSimulation.TypeOneOverLooks(looks, spending, design, draws, Options));
        }
        yield return new Simulation("Type I error, anytime-valid", "looked at after every case from 10 to 500", 0, 0.05,
            draws => CoverageSimulation.TypeOneAnytime(500, 200, draws, Options));
    }
}
