namespace Umul.Examples.Phantoms;

/// <summary>A square plane of numbers, row y (depth) by column x (lateral), C order.</summary>
internal sealed class Plane(int size)
{
    public int Size { get; } = size;

    public double[] Values { get; } = new double[size * size];

    public double this[int y, int x]
    {
        get => Values[(y * Size) + x];
        set => Values[(y * Size) + x] = value;
    }

    /// <summary>White noise made smooth: mean 0, standard deviation 1, correlated over about the given lengths (in pixels).</summary>
    public static Plane SmoothNoise(int size, RandomStream random, double sigmaY, double sigmaX)
    {
        var noise = new Plane(size);
        for (var index = 0; index < noise.Values.Length; index++)
            noise.Values[index] = random.Normal();
        noise.BlurRows(_ => sigmaX);
        noise.BlurColumns(sigmaY);
        var mean = noise.Values.Average();
        var deviation = Math.Sqrt(noise.Values.Average(value => (value - mean) * (value - mean)));
        for (var index = 0; index < noise.Values.Length; index++)
            noise.Values[index] = (noise.Values[index] - mean) / deviation;
        return noise;
    }

    /// <summary>Blurs along x with a Gaussian whose width may change with depth.</summary>
    public void BlurRows(Func<int, double> sigmaAtRow)
    {
        var source = new double[Size];
        for (var y = 0; y < Size; y++)
        {
            var kernel = UnitEnergyKernel(sigmaAtRow(y));
            Array.Copy(Values, y * Size, source, 0, Size);
            Convolve(source, kernel, Values.AsSpan(y * Size, Size));
        }
    }

    /// <summary>Blurs along y with one Gaussian.</summary>
    public void BlurColumns(double sigma)
    {
        var kernel = UnitEnergyKernel(sigma);
        var source = new double[Size];
        var target = new double[Size];
        for (var x = 0; x < Size; x++)
        {
            for (var y = 0; y < Size; y++)
                source[y] = this[y, x];
            Convolve(source, kernel, target);
            for (var y = 0; y < Size; y++)
                this[y, x] = target[y];
        }
    }

    /// <summary>The sum of squares is 1: convolving white noise leaves its variance as it was.</summary>
    private static double[] UnitEnergyKernel(double sigma)
    {
        var radius = Math.Max(1, (int)Math.Ceiling(3 * sigma));
        var kernel = new double[(2 * radius) + 1];
        for (var offset = -radius; offset <= radius; offset++)
            kernel[offset + radius] = Math.Exp(-offset * offset / (2 * sigma * sigma));
        var energy = Math.Sqrt(kernel.Sum(weight => weight * weight));
        return Array.ConvertAll(kernel, weight => weight / energy);
    }

    private static void Convolve(double[] source, double[] kernel, Span<double> target)
    {
        var radius = kernel.Length / 2;
        for (var index = 0; index < target.Length; index++)
        {
            var sum = 0.0;
            for (var offset = -radius; offset <= radius; offset++)
            {
                // Mirror at the borders, so that the edge of the field of view is neither darker nor smoother.
                var position = index + offset;
                if (position < 0)
                    position = -position - 1;
                if (position >= source.Length)
                    position = (2 * source.Length) - 1 - position;
                sum += source[position] * kernel[offset + radius];
            }

            target[index] = sum;
        }
    }
}
