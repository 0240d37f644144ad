namespace Umul.Examples.Phantoms;

/// <summary>A seeded stream of random numbers (SplitMix64). Two streams with different keys are independent, so that adding a draw for one patient moves no other.</summary>
internal sealed class RandomStream(ulong seed)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(seed + GoldenGamma);
    private double? _spareNormal;

    public RandomStream Child(int key) => new(Mix(_state ^ Mix((ulong)key * GoldenGamma + 1)));

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit()
    {
        _state += GoldenGamma;
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>Uniform in the logarithm: small sizes are as likely as large ones.</summary>
    public double LogBetween(double low, double high) => low * Math.Pow(high / low, Unit());

    public int Below(int count) => (int)(Unit() * count);

    /// <summary>Index drawn with the given weights, which sum to 1.</summary>
    public int Pick(params ReadOnlySpan<double> weights)
    {
        var remaining = Unit();
        for (var index = 0; index < weights.Length - 1; index++)
        {
            remaining -= weights[index];
            if (remaining < 0)
                return index;
        }

        return weights.Length - 1;
    }

    /// <summary>Standard normal, by Box and Muller's pairs.</summary>
    public double Normal()
    {
        if (_spareNormal is { } spare)
        {
            _spareNormal = null;
            return spare;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - Unit()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * Unit());
        _spareNormal = radius * sin;
        return radius * cos;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
