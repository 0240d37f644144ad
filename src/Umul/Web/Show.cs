using System.Globalization;

namespace Umul.Web;

/// <summary>How numbers are written on a page: the same way as the islands write them.</summary>
internal static class Show
{
    /// <summary>A measured value: five significant digits, no trailing zeros, an exponent only where it helps.</summary>
    public static string Value(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "+∞" : "−∞";
        var size = Math.Abs(value);
        if (size < 1e9 && value == Math.Floor(value)) return value.ToString("0", CultureInfo.InvariantCulture);
        if (size is < 1e-4 or >= 1e7) return value.ToString("0.###e+0", CultureInfo.InvariantCulture);
        return double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("0.##########", CultureInfo.InvariantCulture);
    }

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A size in units of 1,024 bytes, three significant digits.</summary>
    public static string Bytes(long sizeBytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        double size = sizeBytes;
        var unit = 0;
        while (size >= 1000 && unit < units.Length - 1)
        {
            size /= 1024;
            unit++;
        }
        return $"{(unit == 0 ? Count(sizeBytes) : size.ToString(size < 10 ? "0.0" : "0", CultureInfo.InvariantCulture))} {units[unit]}";
    }

    /// <summary>The moment as HTML's <c>datetime</c> wants it.</summary>
    public static string Instant(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(unixMs, 0, 253_402_300_799_999)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The moment for a reader whose clock the server does not know; the page's script puts the local time in its place.</summary>
    public static string Utc(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(unixMs, 0, 253_402_300_799_999)).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
