using Umul.Benchmarks.Segmentation;

// One line a family: dotnet run -c Release --project benchmarks/Umul.Benchmarks -- FAMILY [PART]
return args.FirstOrDefault() switch
{
    "segmentation" => SegmentationBenchmarks.Run(args[1..]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: umul-benchmarks segmentation [volume|worst|images|growth]");
    return 2;
}
