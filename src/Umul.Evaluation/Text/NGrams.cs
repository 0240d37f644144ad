namespace Umul.Evaluation.Text;

/// <summary>Bags of n-grams and what two of them share.</summary>
internal static class NGrams
{
    /// <summary>Tokens hold no tab, so a joined n-gram stands for one sequence only.</summary>
    public static Dictionary<string, int> Count(ReadOnlySpan<string> tokens, int order)
    {
        var bag = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i + order <= tokens.Length; i++)
            Add(bag, string.Join('\t', tokens.Slice(i, order)));
        return bag;
    }

    /// <summary>N-grams of a text's code points.</summary>
    public static Dictionary<string, int> CountCharacters(string text, int order)
    {
        if (text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return Count([.. text.EnumerateRunes().Select(rune => rune.ToString())], order);
        var bag = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i + order <= text.Length; i++)
            Add(bag, text.Substring(i, order));
        return bag;
    }

    /// <summary>For each n-gram its largest count in any of the texts.</summary>
    public static Dictionary<string, int> Largest(string[][] texts, int order)
    {
        var largest = Count(texts[0], order);
        foreach (var text in texts.AsSpan(1))
        {
            foreach (var (gram, count) in Count(text, order))
                largest[gram] = Math.Max(count, largest.GetValueOrDefault(gram));
        }

        return largest;
    }

    public static int Matches(Dictionary<string, int> prediction, Dictionary<string, int> reference)
    {
        var matches = 0;
        foreach (var (gram, count) in prediction)
            matches += Math.Min(count, reference.GetValueOrDefault(gram));
        return matches;
    }

    private static void Add(Dictionary<string, int> bag, string gram) => bag[gram] = bag.GetValueOrDefault(gram) + 1;
}
