namespace Umul.Evaluation.Tests.Transcription;

/// <summary>The textbook's dynamic programming, kept whole.</summary>
internal static class NaiveEdits
{
    public static int[,] Matrix(string[] reference, string[] prediction, int substitution = 1, int insertion = 1, int deletion = 1)
    {
        var cost = new int[reference.Length + 1, prediction.Length + 1];
        for (var i = 0; i <= reference.Length; i++)
        {
            for (var j = 0; j <= prediction.Length; j++)
            {
                var best = i == 0 && j == 0 ? 0 : int.MaxValue;
                if (i > 0)
                    best = Math.Min(best, cost[i - 1, j] + deletion);
                if (j > 0)
                    best = Math.Min(best, cost[i, j - 1] + insertion);
                if (i > 0 && j > 0)
                    best = Math.Min(best, cost[i - 1, j - 1] + (reference[i - 1] == prediction[j - 1] ? 0 : substitution));
                cost[i, j] = best;
            }
        }

        return cost;
    }

    public static int Distance(string[] reference, string[] prediction) => Matrix(reference, prediction)[reference.Length, prediction.Length];

    /// <summary>Hits, substitutions, deletions, insertions by the tie rule as EditCounts states it, read off the whole matrix.</summary>
    public static (int Hits, int Substitutions, int Deletions, int Insertions) ByTieRule(string[] reference, string[] prediction)
    {
        var prefix = 0;
        while (prefix < reference.Length && prefix < prediction.Length && reference[prefix] == prediction[prefix])
            prefix++;
        (reference, prediction) = (reference[prefix..], prediction[prefix..]);
        var suffix = 0;
        while (suffix < reference.Length && suffix < prediction.Length && reference[^(suffix + 1)] == prediction[^(suffix + 1)])
            suffix++;
        (reference, prediction) = (reference[..^suffix], prediction[..^suffix]);
        var cost = Matrix(reference, prediction);
        var (i, j, hits, substitutions, deletions, insertions) = (reference.Length, prediction.Length, prefix + suffix, 0, 0, 0);
        while (i > 0 || j > 0)
        {
            if (i > 0 && cost[i, j] == cost[i - 1, j] + 1)
            {
                (i, deletions) = (i - 1, deletions + 1);
            }
            else if (j > 0 && (i == 0 || cost[i, j - 1] < cost[i - 1, j - 1]))
            {
                (j, insertions) = (j - 1, insertions + 1);
            }
            else
            {
                (i, j) = (i - 1, j - 1);
                if (reference[i] == prediction[j])
                    hits++;
                else
                    substitutions++;
            }
        }

        return (hits, substitutions, deletions, insertions);
    }
}
