namespace Umul.Evaluation.Statistics;

/// <summary>Grows a regression tree node by node. Ties go to the earlier column and the lower cut, so that the tree never depends on chance.</summary>
internal sealed class TreeGrowth(CaseDeltas deltas, CaseColumn[] columns, int least)
{
    /// <summary>Levels of a column beyond this are too many to be one against all others; names and identifiers have more.</summary>
    private const int MostLevels = 30;

    private readonly string[][] levels = [.. columns.Select(c => c.IsNumeric ? [] : Common(c))];

    public DeltaTreeNode Node(int[] cases, IReadOnlyList<CaseCondition> path, int depth)
    {
        double mean = cases.Sum(i => deltas[i]) / cases.Length;
        var node = new DeltaTreeNode
        {
            Path = path,
            Cases = cases,
            Mean = mean,
            SquaredError = cases.Sum(i => (deltas[i] - mean) * (deltas[i] - mean)),
        };
        if (depth == 0 || cases.Length < 2 * least || Best(cases, mean) is not var (column, condition))
            return node;
        int[] left = Array.FindAll(cases, i => condition.Holds(column, i));
        int[] right = Array.FindAll(cases, i => !condition.Holds(column, i));
        return node with
        {
            Split = condition,
            Left = Node(left, [.. path, condition], depth - 1),
            Right = Node(right, [.. path, Opposite(condition, column)], depth - 1),
        };
    }

    /// <summary>A random order of 0 … n − 1.</summary>
    public static int[] Shuffle(int n, ulong seed, ulong stream)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        var random = new CounterRandom(seed, stream);
        for (int i = n - 1; i > 0; i--)
        {
            int other = random.NextIndex(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }

    private (CaseColumn Column, CaseCondition Condition)? Best(int[] cases, double mean)
    {
        (CaseColumn, CaseCondition)? best = null;
        double most = 1e-12 * cases.Sum(i => (deltas[i] - mean) * (deltas[i] - mean));
        for (int c = 0; c < columns.Length; c++)
        {
            var (gain, condition) = columns[c].IsNumeric ? BestCut(columns[c], cases, mean) : BestWord(columns[c], levels[c], cases, mean);
            if (gain > most)
                (most, best) = (gain, (columns[c], condition!));
        }
        return best;
    }

    // Differences are taken from the node's mean, so that the gain is n_L·m_L² + n_R·m_R² without cancellation.
    private (double Gain, CaseCondition? Condition) BestCut(CaseColumn column, int[] cases, double mean)
    {
        int[] known = Array.FindAll(cases, i => !double.IsNaN(column.Numbers[i]));
        var keys = Array.ConvertAll(known, i => column.Numbers[i]);
        Array.Sort(keys, known);
        double sum = 0;
        double most = 0;
        double cut = double.NaN;
        for (int k = 0; k < known.Length - 1; k++)
        {
            sum += deltas[known[k]] - mean;
            int left = k + 1;
            if (left < least || cases.Length - left < least || keys[k] == keys[k + 1])
                continue;
            double gain = Gain(sum, left, cases.Length);
            if (gain > most)
                (most, cut) = (gain, keys[k] + (0.5 * (keys[k + 1] - keys[k])));
        }
        return (most, most > 0 ? CaseCondition.AtMost(column.Name, cut) : null);
    }

    private (double Gain, CaseCondition? Condition) BestWord(CaseColumn column, string[] words, int[] cases, double mean)
    {
        double most = 0;
        string? best = null;
        foreach (string word in words)
        {
            int count = 0;
            double sum = 0;
            foreach (int i in cases)
            {
                if (!string.Equals(column.Words[i], word, StringComparison.Ordinal))
                    continue;
                count++;
                sum += deltas[i] - mean;
            }
            if (count < least || cases.Length - count < least)
                continue;
            double gain = Gain(sum, count, cases.Length);
            if (gain > most)
                (most, best) = (gain, word);
        }
        return (most, best is null ? null : CaseCondition.Is(column.Name, best));
    }

    // The gaps of both sides sum to zero.
    private static double Gain(double sum, int inside, int all) => (sum * sum / inside) + (sum * sum / (all - inside));

    // Of two words, not the one is the other: said so, it reads better.
    private static CaseCondition Opposite(CaseCondition condition, CaseColumn column) => condition.Relation == CaseRelation.AtMost
        ? CaseCondition.Above(condition.Column, condition.Bound)
        : column.Words.Distinct(StringComparer.Ordinal).Take(3).Count() == 2
            ? CaseCondition.Is(condition.Column, column.Words.First(w => !string.Equals(w, condition.Word, StringComparison.Ordinal)))
            : CaseCondition.IsNot(condition.Column, condition.Word);

    private static string[] Common(CaseColumn column)
    {
        string[] words = [.. column.Words.GroupBy(w => w, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];
        return words.Length <= MostLevels ? words : words[..MostLevels];
    }
}
