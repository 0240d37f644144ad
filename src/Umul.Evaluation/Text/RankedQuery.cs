namespace Umul.Evaluation.Text;

/// <summary>One query's answer list, judged.</summary>
/// <param name="Id">The case.</param>
/// <param name="Grades">Relevance of the retrieved items, best first; 0 is not relevant. Items without a judgement have 0.</param>
/// <param name="JudgedGrades">Relevance of every relevant item there is, retrieved or not, in any order.</param>
public sealed record RankedQuery(string Id, IReadOnlyList<double> Grades, IReadOnlyList<double> JudgedGrades);
