namespace Umul.Outcomes;

/// <summary>Columns of a run on one split that share a list of cases, each with how it was made.</summary>
internal sealed record RunOutcomes(string Split, CaseList Cases, IReadOnlyList<(ColumnOrigin Origin, OutcomeColumn Column)> Columns);
