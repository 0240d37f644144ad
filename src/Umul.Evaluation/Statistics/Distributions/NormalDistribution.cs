namespace Umul.Evaluation.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    /// <summary>Density φ(x).</summary>
    public static double Density(double x) => InverseSqrtTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>Φ(x), the probability of a value at most <paramref name="x"/>.</summary>
    /// <remarks>
    /// <para>Formula: rational approximation of Hart 5666 below |x| = 3, Laplace's continued fraction above; relative error below 10⁻¹².</para>
    /// <para>Range: any double; ±∞ give 1 and 0, NaN gives NaN.</para>
    /// <para>Source: Hart et al. 1968; West, Better approximations to cumulative normal functions, Wilmott 2005.</para>
    /// </remarks>
    public static double Cumulative(double x) => x > 0 ? 1 - LowerTail(x) : LowerTail(-x);

    /// <summary>1 − Φ(x) without cancellation.</summary>
    public static double UpperTail(double x) => Cumulative(-x);

    /// <summary>Φ⁻¹(p): the value that a share <paramref name="probability"/> lies below.</summary>
    /// <remarks>
    /// <para>Formula: Wichura's AS 241 (PPND16), relative error about 10⁻¹⁶. 0 and 1 give ∓∞.</para>
    /// <para>Source: Wichura, Applied Statistics 37 (1988) 477–484.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public static double Quantile(double probability)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies in [0, 1].");
        double q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double s = 0.180625 - (q * q);
            return q * Polynomial(s, CentreTop) / Polynomial(s, CentreBottom);
        }
        double tail = q < 0 ? probability : 1 - probability;
        if (tail == 0)
            return q < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        double r = Math.Sqrt(-Math.Log(tail));
        double value = r <= 5
            ? Polynomial(r - 1.6, MiddleTop) / Polynomial(r - 1.6, MiddleBottom)
            : Polynomial(r - 5, FarTop) / Polynomial(r - 5, FarBottom);
        return q < 0 ? -value : value;
    }

    private static readonly double[] HartTop =
        [220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688, 3.52624965998911e-02];

    private static readonly double[] HartBottom =
    [
        440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207, 1.75566716318264,
        8.83883476483184e-02,
    ];

    private static readonly double[] CentreTop =
    [
        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
        67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
    ];

    private static readonly double[] CentreBottom =
    [
        1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867, 39307.895800092710610,
        28729.085735721942674, 5226.4952788528545610,
    ];

    private static readonly double[] MiddleTop =
    [
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258,
        0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4,
    ];

    private static readonly double[] MiddleBottom =
    [
        1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966,
        5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static readonly double[] FarTop =
    [
        6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230, 0.0265321895265761230930,
        1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static readonly double[] FarBottom =
    [
        1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 7.86869131145613259100e-4,
        1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];

    private static double LowerTail(double magnitude)
    {
        if (double.IsNaN(magnitude))
            return double.NaN;
        if (magnitude > 38.5)
            return 0;
        double exponential = Math.Exp(-0.5 * magnitude * magnitude);
        if (magnitude < 3)
            return exponential * Polynomial(magnitude, HartTop) / Polynomial(magnitude, HartBottom);
        double fraction = magnitude;
        for (int k = magnitude < 6 ? 36 : 14; k >= 1; k--)
            fraction = magnitude + (k / fraction);
        return exponential * InverseSqrtTwoPi / fraction;
    }

    private static double Polynomial(double x, double[] coefficients)
    {
        double sum = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--)
            sum = (sum * x) + coefficients[i];
        return sum;
    }
}
