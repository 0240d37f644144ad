using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>
/// Seeded simulations: intervals cover between 93.5 and 98.5 %, twenty null ideas and declared looks err in at most 5 %. They take about a
/// minute; leave them out with <c>--filter Category!=Slow</c>.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SlowSimulationTests
{
    private const int Draws = 4_000;

    public static TheoryData<string, string> Catalogue
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var simulation in SimulationCatalogue.All)
                data.Add(simulation.Group, simulation.What);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Catalogue))]
    public void SimulatedShare_StaysWithinItsBounds(string group, string what)
    {
        var simulation = SimulationCatalogue.All.Single(s => s.Group == group && s.What == what);
        Assert.InRange(simulation.Run(Draws), simulation.Low, simulation.High);
    }

    // A simulation that cannot fail proves nothing: the interval everybody uses must be caught by the same bounds.
    [Fact]
    public void TheSameBounds_CatchTheTestThatIgnoresSeeds()
    {
        var design = new CoverageDesign(3, 300, 0.02, false);
        Assert.True(CoverageSimulation.CasesOnly(design, 2_000, new ResamplingOptions { Seed = SimulationCatalogue.Seed }) < 0.5);
    }

    [Fact]
    public void Threads_DoNotChangeASimulation()
    {
        var design = new CoverageDesign(2, 30, 0.005, true);
        var one = new ResamplingOptions { Seed = 5 };
        Assert.Equal(CoverageSimulation.Crossed(design, 500, one), CoverageSimulation.Crossed(design, 500, one with { Threads = 3 }));
    }
}
