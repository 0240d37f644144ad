using Umul.Runs;

namespace Umul.Sample;

/// <summary>Where the parts of a recorded run go.</summary>
internal sealed record SampleStores(RunStore Runs, MediaStore Media, ConsoleStore Console);
