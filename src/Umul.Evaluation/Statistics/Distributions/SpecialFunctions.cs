namespace Umul.Evaluation.Statistics;

/// <summary>Logarithm of Γ and the regularised incomplete beta and gamma functions, in plain sequential double.</summary>
/// <remarks>
/// The incomplete beta is a continued fraction (Lentz) times a prefactor written with Stirling errors and deviances
/// (Loader 2000), because lnΓ(a+b) − lnΓ(a) − lnΓ(b) loses ten digits when a or b reaches 10⁵.
/// </remarks>
internal static class SpecialFunctions
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double Tiny = 1e-300;
    private const int MaximumTerms = 20_000;

    /// <summary>ln Γ(x) for x &gt; 0: Stirling's series after shifting x above 15.</summary>
    public static double LogGamma(double x)
    {
        if (!(x > 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, "ln Γ is offered for x > 0 only.");
        double product = 1;
        double logProduct = 0;
        while (x < 15)
        {
            product *= x;
            if (product > 1e250)
            {
                logProduct += Math.Log(product);
                product = 1;
            }
            x += 1;
        }
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + StirlingSeries(x) - logProduct - Math.Log(product);
    }

    /// <summary>δ(x) = ln Γ(x+1) − [(x+½) ln x − x + ½ ln 2π], 0 for x = 0 by the conventions of the callers.</summary>
    public static double StirlingError(double x)
    {
        if (x >= 15)
            return StirlingSeries(x);
        return LogGamma(x + 1) - (((x + 0.5) * Math.Log(x)) - x + HalfLogTwoPi);
    }

    /// <summary>Regularised incomplete beta I_x(a, b); <paramref name="y"/> is 1 − x, passed apart to keep its digits.</summary>
    public static double RegularizedBeta(double x, double y, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (y <= 0)
            return 1;
        return x <= (a + 1) / (a + b + 2)
            ? BetaTerm(x, y, a, b) * BetaFraction(x, a, b) / a
            : 1 - (BetaTerm(y, x, b, a) * BetaFraction(y, b, a) / b);
    }

    /// <summary>Regularised lower incomplete gamma P(a, x).</summary>
    public static double RegularizedGammaP(double a, double x) =>
        x <= 0 ? 0 : x < a + 1 ? GammaSeries(a, x) : 1 - GammaFraction(a, x);

    /// <summary>Regularised upper incomplete gamma Q(a, x) = 1 − P(a, x), without cancellation in the upper tail.</summary>
    public static double RegularizedGammaQ(double a, double x) =>
        x <= 0 ? 1 : x < a + 1 ? 1 - GammaSeries(a, x) : GammaFraction(a, x);

    /// <summary>x^a y^b / B(a, b) with x + y = 1.</summary>
    internal static double BetaTerm(double x, double y, double a, double b)
    {
        if (a + b < 20 || x < 1e-200 || y < 1e-200)
            return Math.Exp((a * Math.Log(x)) + (b * Math.Log(y)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b));
        if (b < 1)
            return BetaTerm(x, y, a, b + 1) / y * b / (a + b);
        if (a < 1)
            return BetaTerm(x, y, a + 1, b) / x * a / (a + b);
        double n = a + b;
        double exponent = StirlingError(n) - StirlingError(a) - StirlingError(b) - Deviance(a, n * x) - Deviance(b, n * y);
        return a * b / n * Math.Sqrt(n / (2 * Math.PI * a * b)) * Math.Exp(exponent);
    }

    /// <summary>x ln(x/m) + m − x, without cancellation when x is close to m.</summary>
    internal static double Deviance(double x, double mean)
    {
        double gap = x - mean;
        if (Math.Abs(gap) < 0.1 * (x + mean))
        {
            double v = gap / (x + mean);
            double sum = gap * v;
            double term = 2 * x * v;
            double square = v * v;
            for (int j = 1; j < 1000; j++)
            {
                term *= square;
                double next = sum + (term / ((2 * j) + 1));
                if (next == sum)
                    return next;
                sum = next;
            }
            return sum;
        }
        return (x * Math.Log(x / mean)) + mean - x;
    }

    private static double StirlingSeries(double x)
    {
        double inverse = 1 / x;
        double square = inverse * inverse;
        return inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680)
            - (square * ((1.0 / 1188) - (square * (691.0 / 360360)))))))))));
    }

    private static double BetaFraction(double x, double a, double b)
    {
        double c = 1;
        double d = NotZero(1 - ((a + b) * x / (a + 1)));
        d = 1 / d;
        double h = d;
        for (int m = 1; m < MaximumTerms; m++)
        {
            double twice = 2.0 * m;
            double even = m * (b - m) * x / ((a + twice - 1) * (a + twice));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + twice) * (a + twice + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            double step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-16)
                break;
        }
        return h;
    }

    /// <summary>x^a e^−x / Γ(a+1).</summary>
    private static double GammaTerm(double a, double x) =>
        a < 1
            ? Math.Exp((a * Math.Log(x)) - x - LogGamma(a + 1))
            : Math.Exp(-StirlingError(a) - Deviance(a, x)) / Math.Sqrt(2 * Math.PI * a);

    private static double GammaSeries(double a, double x)
    {
        double term = 1;
        double sum = 1;
        for (int n = 1; n < MaximumTerms; n++)
        {
            term *= x / (a + n);
            sum += term;
            if (term < sum * 1e-17)
                break;
        }
        return sum * GammaTerm(a, x);
    }

    private static double GammaFraction(double a, double x)
    {
        double b = x + 1 - a;
        double c = 1 / Tiny;
        double d = 1 / NotZero(b);
        double h = d;
        for (int i = 1; i < MaximumTerms; i++)
        {
            double an = -i * (i - a);
            b += 2;
            d = 1 / NotZero((an * d) + b);
            c = NotZero(b + (an / c));
            double step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-16)
                break;
        }
        return h * GammaTerm(a, x) * a;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
