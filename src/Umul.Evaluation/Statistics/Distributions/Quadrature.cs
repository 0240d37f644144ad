namespace Umul.Evaluation.Statistics;

/// <summary>Gauss–Legendre quadrature, and the mean over the scale S = √(χ²_ν/ν) that studentised statistics divide by.</summary>
internal static class Quadrature
{
    private const int Points = 20;
    private static readonly (double[] Nodes, double[] Weights) Rule = Legendre(Points);

    /// <summary>Nodes and weights for ∫ over [low, high] cut into equal panels of twenty points.</summary>
    public static (double[] Nodes, double[] Weights) Panels(double low, double high, int panels)
    {
        var nodes = new double[panels * Points];
        var weights = new double[panels * Points];
        double half = (high - low) / (2 * panels);
        for (int p = 0; p < panels; p++)
        {
            double centre = low + (((2 * p) + 1) * half);
            for (int i = 0; i < Points; i++)
            {
                nodes[(p * Points) + i] = centre + (half * Rule.Nodes[i]);
                weights[(p * Points) + i] = half * Rule.Weights[i];
            }
        }
        return (nodes, weights);
    }

    /// <summary>Nodes s and weights so that Σ w·g(s) is the mean of g over S = √(χ²_ν/ν); absolute error below 10⁻¹² for smooth g.</summary>
    public static (double[] Nodes, double[] Weights) Scale(double degreesOfFreedom)
    {
        if (double.IsPositiveInfinity(degreesOfFreedom))
            return ([1.0], [1.0]);
        return degreesOfFreedom < 10 ? SkewedScale(degreesOfFreedom) : NarrowScale(degreesOfFreedom);
    }

    private static (double[] Nodes, double[] Weights) NarrowScale(double degreesOfFreedom)
    {
        double spread = 1 / Math.Sqrt(2 * degreesOfFreedom);
        var (nodes, weights) = Panels(Math.Max(0, 1 - (11 * spread)), 1 + (13 * spread), 8);
        for (int i = 0; i < nodes.Length; i++)
            weights[i] *= ScaleDensity(nodes[i], degreesOfFreedom);
        return (nodes, weights);
    }

    /// <summary>Few degrees of freedom: s = u⁴ takes the root singularity at zero away and puts nodes where studentised statistics turn.</summary>
    private static (double[] Nodes, double[] Weights) SkewedScale(double degreesOfFreedom)
    {
        double end = 1 + (13 / Math.Sqrt(2 * degreesOfFreedom));
        var (nodes, weights) = Panels(0, Math.Sqrt(Math.Sqrt(end)), 16);
        for (int i = 0; i < nodes.Length; i++)
        {
            double cube = nodes[i] * nodes[i] * nodes[i];
            double s = cube * nodes[i];
            weights[i] *= 4 * cube * ScaleDensity(s, degreesOfFreedom);
            nodes[i] = s;
        }
        return (nodes, weights);
    }

    private static double ScaleDensity(double s, double degreesOfFreedom)
    {
        double half = degreesOfFreedom / 2;
        double constant = Math.Log(2) + (half * Math.Log(half)) - SpecialFunctions.LogGamma(half);
        return Math.Exp(constant + ((degreesOfFreedom - 1) * Math.Log(s)) - (half * s * s));
    }

    private static (double[] Nodes, double[] Weights) Legendre(int n)
    {
        var nodes = new double[n];
        var weights = new double[n];
        for (int i = 0; i < n; i++)
        {
            double x = -Math.Cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 0;
            for (int iteration = 0; iteration < 100; iteration++)
            {
                double previous = 1;
                double value = x;
                for (int k = 2; k <= n; k++)
                    (previous, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * previous)) / k);
                slope = n * ((x * value) - previous) / ((x * x) - 1);
                double step = value / slope;
                x -= step;
                if (Math.Abs(step) < 1e-16)
                    break;
            }
            nodes[i] = x;
            weights[i] = 2 / ((1 - (x * x)) * slope * slope);
        }
        return (nodes, weights);
    }
}
