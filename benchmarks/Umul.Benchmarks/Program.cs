using Umul.Benchmarks;
using Umul.Benchmarks.Comparisons;
using Umul.Benchmarks.Fixture;
using Umul.Benchmarks.Growth;
using Umul.Benchmarks.Import;
using Umul.Benchmarks.Load;
using Umul.Benchmarks.Outcomes;
using Umul.Benchmarks.Pages;
using Umul.Benchmarks.Read;
using Umul.Benchmarks.Segmentation;
using Umul.Benchmarks.Statistics;
using Umul.Benchmarks.Viewer;

// One line a family: dotnet run -c Release --project benchmarks/Umul.Benchmarks -- FAMILY [PART]
return args.FirstOrDefault() switch
{
    "comparison" => await ComparisonBenchmarks.Run(args[1..]),
    "detection" => DetectionBenchmarks.Run(args[1..]),
    "floor" => Floor.Run(args[1..]),
    "files" => FilesBenchmarks.Run(args[1..]),
    "fixture" => await FixtureCommand.Run(args[1..]),
    "growth" => await GrowthBenchmarks.Run(args[1..]),
    "import" => ImportBenchmarks.Run(args[1..]),
    "load" => LoadBenchmarks.Run(args[1..]),
    "outcomes" => await OutcomeBenchmarks.Run(args[1..]),
    "pages" => await PageBenchmarks.Run(args[1..]),
    "read" => await ReadBenchmarks.Run(args[1..]),
    "segmentation" => SegmentationBenchmarks.Run(args[1..]),
    "statistics" => StatisticsBenchmarks.Run(args[1..]),
    "statistics-report" => StatisticsReport.Write(StatisticsReport.Draws),
    "transcription" => TranscriptionBenchmarks.Run(args[1..]),
    "viewer" => await ViewerBenchmarks.Run(args[1..]),
    "why" => await WhyBenchmarks.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Usage: umul-benchmarks FAMILY
          comparison PROGRAM            the page of a comparison, cold and warm
          detection [coco|errors|growth|write FOLDER IMAGES|evaluate FOLDER]
          import [SCALARS]
          fixture FOLDER [--scale small|medium|large|full]
          growth PROGRAM [runs|points|metrics]  what ten and a hundred times as much costs
          load PROGRAM [SECONDS]        recording over HTTP
          outcomes [RUNS]               the store of outcomes: size on disk, a matrix out of it
          pages PROGRAM FOLDER          pages of a fixture, in a real Chromium
          read PROGRAM [FOLDER]         searches, ordering, history
          segmentation [volume|worst|images|growth|once|phases]
          statistics [simulate [DRAWS]|speed]
          statistics-report
          transcription [words|korean|long|growth|write FOLDER]
          viewer PROGRAM | decode       volumes and the page of cases
          why                           every question about two arms on 1,000 cases
        """);
    Console.Error.WriteLine("Usage: umul-benchmarks floor [FOLDER] | import [SCALARS] | load PROGRAM [SECONDS [PART …]]");
    Console.Error.WriteLine("       umul-benchmarks segmentation [volume|worst|images|growth|once|phases] | statistics [simulate [DRAWS]|speed] | statistics-report");
    return 2;
}
