namespace Umul.Web.Figures;

/// <summary>Positive values on pixels by their logarithm, with ticks at 1, 2 and 5.</summary>
internal sealed class LogScale(double low, double high, double from, double to)
{
    public double At(double value) => from + (Math.Log10(value) - Math.Log10(low)) / (Math.Log10(high) - Math.Log10(low)) * (to - from);

    public double Inside(double value) => At(Math.Clamp(value, low, high));

    public bool Holds(double value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);

    public IEnumerable<double> Ticks() => Enumerable.Range((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high / low)) + 2)
        .SelectMany(power => new[] { 1, 2, 5 }.Select(digit => digit * Math.Pow(10, power))).Where(Holds);
}
