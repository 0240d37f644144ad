namespace Umul.Evaluation.Statistics;

/// <summary>Zero of an increasing function by doubling to a bracket and Brent's method.</summary>
internal static class Roots
{
    /// <summary>The zero above <paramref name="low"/>; <paramref name="guess"/> is any value above it. NaN where none is found below 10³⁰⁰.</summary>
    public static double Increasing(Func<double, double> function, double low, double guess)
    {
        double high = guess;
        double atHigh = function(high);
        double atLow = function(low);
        if (atLow >= 0)
            return low;
        while (atHigh < 0)
        {
            low = high;
            atLow = atHigh;
            high = (2 * high) + 1e-12;
            if (high > 1e300)
                return double.NaN;
            atHigh = function(high);
        }
        return Brent(function, (low, atLow), (high, atHigh));
    }

    private static double Brent(Func<double, double> function, (double X, double F) a, (double X, double F) b)
    {
        var c = a;
        double previous = b.X - a.X;
        double step = previous;
        for (int i = 0; i < 200; i++)
        {
            if (b.F * c.F > 0)
            {
                c = a;
                previous = step = b.X - a.X;
            }
            if (Math.Abs(c.F) < Math.Abs(b.F))
                (a, b, c) = (b, c, b);
            double tolerance = 2e-15 * Math.Abs(b.X);
            double middle = 0.5 * (c.X - b.X);
            if (Math.Abs(middle) <= tolerance || b.F == 0)
                return b.X;
            (previous, step) = Propose(a, b, c, (previous, middle, tolerance), step);
            a = b;
            double next = Math.Abs(step) > tolerance ? b.X + step : b.X + (middle > 0 ? tolerance : -tolerance);
            b = (next, function(next));
        }
        return b.X;
    }

    private static (double Previous, double Step) Propose((double X, double F) a, (double X, double F) b, (double X, double F) c,
        (double Previous, double Middle, double Tolerance) limits, double step)
    {
        if (Math.Abs(limits.Previous) < limits.Tolerance || Math.Abs(a.F) <= Math.Abs(b.F))
            return (limits.Middle, limits.Middle);
        double s = b.F / a.F;
        double p;
        double q;
        if (a.X == c.X)
        {
            p = 2 * limits.Middle * s;
            q = 1 - s;
        }
        else
        {
            double r = a.F / c.F;
            double u = b.F / c.F;
            p = s * ((2 * limits.Middle * r * (r - u)) - ((b.X - a.X) * (u - 1)));
            q = (r - 1) * (u - 1) * (s - 1);
        }
        if (p > 0)
            q = -q;
        p = Math.Abs(p);
        double bound = Math.Min((3 * limits.Middle * q) - Math.Abs(limits.Tolerance * q), Math.Abs(limits.Previous * q));
        return 2 * p < bound ? (step, p / q) : (limits.Middle, limits.Middle);
    }
}
