namespace Umul.Outcomes;

/// <summary>A metric that runs of a project have outcomes of, on one split.</summary>
/// <param name="Split">The split.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Runs">How many runs have it.</param>
/// <param name="Cases">Cases of the largest of them.</param>
/// <param name="CaseLists">How many different case lists; more than one means that means are not comparable.</param>
internal sealed record ProjectMetric(string Split, OutcomeMetric Metric, int Runs, int Cases, int CaseLists);
