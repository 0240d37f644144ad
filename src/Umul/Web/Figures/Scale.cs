using System.Globalization;

namespace Umul.Web.Figures;

/// <summary>Values on pixels, with round ticks. An empty or single-valued range is widened, so that nothing divides by zero.</summary>
internal sealed class Scale
{
    private readonly double _from;
    private readonly double _to;

    public Scale(double low, double high, double from, double to)
    {
        if (!(high > low)) (low, high) = (low - Math.Max(Math.Abs(low) * 0.01, 1e-6), high + Math.Max(Math.Abs(high) * 0.01, 1e-6));
        (Low, High, _from, _to) = (low, high, from, to);
    }

    public double Low { get; }

    public double High { get; }

    /// <summary>From values with a margin of a share of their range on both sides.</summary>
    public static Scale Around(IEnumerable<double> values, double from, double to, double margin = 0.08)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (low, high) = (finite.Min(), finite.Max());
        var room = (high - low) * margin;
        return new Scale(low - room, high + room, from, to);
    }

    public double At(double value) => _from + (value - Low) / (High - Low) * (_to - _from);

    /// <summary>Clamped to the range.</summary>
    public double Inside(double value) => At(Math.Clamp(value, Low, High));

    /// <summary>Pixels of a distance.</summary>
    public double Length(double distance) => Math.Abs(distance / (High - Low) * (_to - _from));

    /// <summary>About so many round values inside the range.</summary>
    public IReadOnlyList<double> Ticks(int about = 5)
    {
        var step = Step(about);
        var first = (long)Math.Ceiling(Low / step - 1e-9);
        var last = (long)Math.Floor(High / step + 1e-9);
        return [.. Enumerable.Range(0, (int)Math.Clamp(last - first + 1, 0, 50)).Select(i => (first + i) * step)];
    }

    /// <summary>A tick's value with as many decimals as its step has, and a true minus sign.</summary>
    public string Label(double tick, bool signed = false, int about = 5)
    {
        var step = Step(about);
        if (Math.Abs(tick) >= 1e6 || step < 1e-6) return tick.ToString("0.##e+0", CultureInfo.InvariantCulture).Replace('-', '−');
        var decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 6);
        var text = Math.Abs(tick).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Abs(tick) < step * 1e-6 ? "0" : tick < 0 ? "−" + text : signed ? "+" + text : text;
    }

    private double Step(int about)
    {
        var raw = (High - Low) / Math.Max(1, about);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
