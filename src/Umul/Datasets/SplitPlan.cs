namespace Umul.Datasets;

/// <summary>How cases are to be divided.</summary>
/// <param name="Shares">Name and share of each split: <c>train=0.7,test=0.3</c>.</param>
/// <param name="Seed">Another seed is another division.</param>
/// <param name="ByCase">Each case for itself, whatever its group.</param>
/// <param name="Roles">What splits of unusual names are for: train, development, test.</param>
internal sealed record SplitPlan(string Shares, long Seed, bool ByCase, IReadOnlyDictionary<string, string>? Roles = null);
