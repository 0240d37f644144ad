using System.Globalization;

namespace Umul.Benchmarks.Statistics;

/// <summary>The statistics family: <c>simulate [DRAWS]</c> and <c>speed</c>.</summary>
internal static class StatisticsBenchmarks
{
    public static int Run(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case "simulate":
                return StatisticsReport.Simulate(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : StatisticsReport.Draws);
            case "speed" or null:
                _ = StatisticsSpeed.All().ToArray();
                return 0;
            default:
                Console.Error.WriteLine("Usage: umul-benchmarks statistics [simulate [DRAWS]|speed]");
                return 2;
        }
    }
}
