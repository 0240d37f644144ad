using System.Globalization;

namespace Umul.Evaluation.Statistics;

/// <summary>One thing known about each case: a number, or a word. NaN and "" mean that it is not known.</summary>
public sealed class CaseColumn
{
    /// <summary>Numbers of no more different values than this are levels, like words: grades, views, years.</summary>
    private const int FewValues = 4;

    private CaseColumn(string name, double[]? numbers, string[] words)
    {
        (Name, Words) = (name, words);
        if (numbers is not null)
            Numbers = numbers;
    }

    /// <summary>What the column is called.</summary>
    public string Name { get; }

    /// <summary>Numbers, one a case; empty for words.</summary>
    public IReadOnlyList<double> Numbers { get; } = [];

    /// <summary>The values as they were written.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether it is a number that can be cut anywhere.</summary>
    public bool IsNumeric => Numbers.Count > 0;

    /// <summary>A column as a table has it: numbers, if every value that is there is one and there are more than four different ones.</summary>
    public static CaseColumn Of(string name, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] words = [.. values.Select(v => v.Trim())];
        var numbers = new double[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Length == 0 || words[i].Equals("nan", StringComparison.OrdinalIgnoreCase))
                (numbers[i], words[i]) = (double.NaN, "");
            else if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                return new CaseColumn(name, null, words);
        }
        return new CaseColumn(name, numbers.Where(double.IsFinite).Distinct().Count() > FewValues ? numbers : null, words);
    }

    /// <summary>A column of numbers, whatever their values.</summary>
    public static CaseColumn Of(string name, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new CaseColumn(name, [.. values], [.. values.Select(v => double.IsNaN(v) ? "" : v.ToString("R", CultureInfo.InvariantCulture))]);
    }
}
