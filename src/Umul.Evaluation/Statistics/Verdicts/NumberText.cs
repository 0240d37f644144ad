using System.Globalization;

namespace Umul.Evaluation.Statistics;

/// <summary>Numbers as verdict sentences print them: a true minus sign, as many decimals as the interval is worth, never "0.000" for a limit.</summary>
internal static class NumberText
{
    private const char Minus = '\u2212';

    /// <summary>Decimals that give a scale (δ or a half-width) two significant digits, 0 … 8; with a limit that would print as zero, more.</summary>
    public static int Decimals(double scale, params ReadOnlySpan<double> mustNotVanish)
    {
        double size = Math.Abs(scale);
        int decimals = size > 0 && double.IsFinite(size) ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(size)), 0, 8) : 3;
        foreach (double value in mustNotVanish)
        {
            while (value != 0 && decimals < 8 && Math.Abs(value) < 0.5 * Math.Pow(10, -decimals))
                decimals++;
        }
        return decimals;
    }

    /// <summary>With a sign: "+0.018", "−0.004", "0.000" only for zero.</summary>
    public static string Signed(double value, int decimals) => value > 0 ? "+" + Plain(value, decimals) : Plain(value, decimals);

    /// <summary>Without a plus sign.</summary>
    public static string Plain(double value, int decimals)
    {
        if (Math.Abs(value) >= 1e9 || (value != 0 && Math.Abs(value) < 1e-8))
            return value.ToString("0.###e+0", CultureInfo.InvariantCulture).Replace('-', Minus);
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', Minus);
    }

    /// <summary>"p = 0.031", "p &lt; 0.001".</summary>
    public static string P(double p) => p < 0.001
        ? "p < 0.001"
        : "p = " + p.ToString(p < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>An integer.</summary>
    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Odds rounded to what a reader can hold: 1.4, 12, "&gt; 1,000".</summary>
    public static string Odds(double odds) => odds switch
    {
        >= 1000 => "> 1,000",
        >= 10 => Math.Round(odds).ToString("#,0", CultureInfo.InvariantCulture),
        _ => odds.ToString("0.0", CultureInfo.InvariantCulture),
    };
}
