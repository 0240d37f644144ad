using Umul.Benchmarks.Import;
using Umul.Benchmarks.Load;
using Umul.Benchmarks.Segmentation;
using Umul.Benchmarks.Statistics;

// One line a family: dotnet run -c Release --project benchmarks/Umul.Benchmarks -- FAMILY [PART]
return args.FirstOrDefault() switch
{
    "import" => ImportBenchmarks.Run(args[1..]),
    "load" => LoadBenchmarks.Run(args[1..]),
    "segmentation" => SegmentationBenchmarks.Run(args[1..]),
    "statistics" => StatisticsBenchmarks.Run(args[1..]),
    "statistics-report" => StatisticsReport.Write(StatisticsReport.Draws),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: umul-benchmarks segmentation [volume|worst|images|growth] | statistics [simulate [DRAWS]|speed] | statistics-report");
    Console.Error.WriteLine("Usage: umul-benchmarks import [SCALARS] | segmentation [volume|worst|images|growth]");
    Console.Error.WriteLine("Usage: umul-benchmarks segmentation [volume|worst|images|growth|phases]");
    Console.Error.WriteLine("Usage: umul-benchmarks segmentation [volume|worst|images|growth|once|phases]");
    Console.Error.WriteLine("Usage: umul-benchmarks segmentation [volume|worst|images|growth] | load PROGRAM [SECONDS]");
    return 2;
}
