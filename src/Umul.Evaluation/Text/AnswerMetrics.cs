using System.Globalization;
using System.Text;

namespace Umul.Evaluation.Text;

/// <summary>Short answers against one or several accepted ones: exact match and token F1, each a score a question.</summary>
/// <remarks>
/// <para>Normalised as SQuAD does: lower case, ASCII punctuation and the words a, an, the taken out, split at white space.</para>
/// <para>Source: Rajpurkar et al. 2016, doi:10.18653/v1/D16-1264.</para>
/// </remarks>
public static class AnswerMetrics
{
    /// <summary>1 if the answer is one of the accepted ones.</summary>
    /// <exception cref="ArgumentException">No answer is accepted.</exception>
    public static MetricValue ExactMatch(IReadOnlyList<string> references, string prediction)
    {
        var predicted = Tokens(prediction);
        return MetricValue.Of("exactMatch.squad", Accepted(references).Any(reference => Tokens(reference).SequenceEqual(predicted)) ? 1 : 0);
    }

    /// <summary>Harmonic mean of precision and recall of tokens, the best over the accepted answers. Two empty answers agree: 1.</summary>
    /// <exception cref="ArgumentException">No answer is accepted.</exception>
    public static MetricValue TokenF1(IReadOnlyList<string> references, string prediction)
    {
        var predicted = Tokens(prediction);
        return MetricValue.Of("tokenF1.squad", Accepted(references).Max(reference => F1(Tokens(reference), predicted)));
    }

    private static double F1(List<string> reference, List<string> prediction)
    {
        if (reference.Count == 0 || prediction.Count == 0)
            return reference.Count == prediction.Count ? 1 : 0;
        var left = reference.CountBy(token => token).ToDictionary();
        var same = 0;
        foreach (var token in prediction)
        {
            if (left.GetValueOrDefault(token) is > 0 and var count)
            {
                left[token] = count - 1;
                same++;
            }
        }

        return 2.0 * same / (reference.Count + prediction.Count);
    }

    private static List<string> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsAscii(c) || !(char.IsPunctuation(c) || char.IsSymbol(c)))
                kept.Append(c);
        }

        return [.. kept.ToString().ToLower(CultureInfo.InvariantCulture)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(token => token is not ("a" or "an" or "the"))];
    }

    private static IReadOnlyList<string> Accepted(IReadOnlyList<string> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        return references.Count > 0 ? references : throw new ArgumentException("At least one answer must be accepted.", nameof(references));
    }
}
