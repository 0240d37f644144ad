using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Umul.Files.Json;

/// <summary>
/// Decimal text to the nearest double. Up to 19 digits and small exponents go through one 128-bit product (Lemire 2021, "Number parsing
/// at a gigabyte per second"); whatever that cannot decide goes to the framework, so that the result is always the nearest.
/// </summary>
internal static class JsonNumber
{
    private const int LeastPower = -60, MostPower = 60;
    private const int MostExactPower = 22;

    private static readonly double[] s_exact = [.. Enumerable.Range(0, MostExactPower + 1).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];
    private static readonly UInt128[] s_powers = [.. Enumerable.Range(LeastPower, MostPower - LeastPower + 1).Select(Normalised)];

    /// <summary>The number at the start of the text and its length; length 0 if there is none.</summary>
    public static double Read(ReadOnlySpan<byte> text, out int length)
    {
        var at = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        if (isNegative) at++;
        var (mantissa, digits, exponent) = (0UL, 0, 0);
        at = Digits(text, at, ref mantissa, ref digits);
        length = 0;
        if (digits == 0) return 0;
        var whole = digits;
        if (at < text.Length && text[at] == '.')
        {
            at = Digits(text, at + 1, ref mantissa, ref digits);
            if (digits == whole) return 0;
            exponent = whole - digits;
        }
        if (at < text.Length && (text[at] | 0x20) == 'e' && !Exponent(text, ref at, ref exponent)) return 0;
        length = at;
        // Leading zeros count as digits here; such a number is read by the framework, only slower.
        if (digits > 19) return double.Parse(text[..at], NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!Nearest(mantissa, exponent, out var value)) return double.Parse(text[..at], NumberStyles.Float, CultureInfo.InvariantCulture);
        return isNegative ? -value : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digits(ReadOnlySpan<byte> text, int at, ref ulong mantissa, ref int digits)
    {
        var start = at;
        for (; at < text.Length; at++)
        {
            var digit = (uint)text[at] - '0';
            if (digit > 9) break;
            mantissa = mantissa * 10 + digit;
        }
        digits += at - start;
        return at;
    }

    private static bool Exponent(ReadOnlySpan<byte> text, ref int at, ref int exponent)
    {
        at++;
        var isNegative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is (byte)'-' or (byte)'+') at++;
        var start = at;
        var value = 0;
        for (; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9'; at++) value = Math.Min(value * 10 + text[at] - '0', 100_000);
        exponent += isNegative ? -value : value;
        return at > start;
    }

    private static bool Nearest(ulong mantissa, int power, out double value)
    {
        value = 0;
        if (mantissa == 0) return true;
        // Both numbers are exact doubles, so one rounding is all there is.
        if (mantissa <= 1UL << 53 && Math.Abs(power) <= MostExactPower)
        {
            value = power < 0 ? mantissa / s_exact[-power] : mantissa * s_exact[power];
            return true;
        }
        return power is >= LeastPower and <= MostPower && Product(mantissa, power, out value);
    }

    // The top 64 bits of mantissa · 10^power; undecided if the bits below could still carry into the rounding.
    private static bool Product(ulong mantissa, int power, out double value)
    {
        var shift = BitOperations.LeadingZeroCount(mantissa);
        var normal = mantissa << shift;
        var table = s_powers[power - LeastPower];
        var high = Math.BigMul(normal, (ulong)(table >> 64), out var low);
        var carry = Math.BigMul(normal, (ulong)table, out _);
        var sum = low + carry;
        if (sum < low) high++;
        value = 0;
        // The words left out make the sum at most two too small: only at its ends could that carry, or make half-way of almost half-way.
        if (sum >= ulong.MaxValue - 4 || sum <= 4) return false;
        var top = (int)(high >> 63);
        var bits = high >> (top + 9);
        var rounded = (bits >> 1) + (bits & 1);
        // 10^p = 2^e · f with f in [1, 2): e is the floor of p · log2(10).
        var exponent = (int)Math.Floor(power * 3.32192809488736234787) + 63 - shift + top;
        if (rounded == 1UL << 53)
        {
            rounded >>= 1;
            exponent++;
        }
        value = BitConverter.UInt64BitsToDouble((rounded & ((1UL << 52) - 1)) | (ulong)(exponent + 1023) << 52);
        return true;
    }

    /// <summary>10^power with its highest bit at bit 127, rounded down.</summary>
    private static UInt128 Normalised(int power)
    {
        if (power >= 0)
        {
            var value = BigInteger.Pow(10, power);
            var bits = (int)value.GetBitLength();
            return (UInt128)(bits > 128 ? value >> (bits - 128) : value << (128 - bits));
        }
        var divisor = BigInteger.Pow(10, -power);
        return (UInt128)((BigInteger.One << ((int)divisor.GetBitLength() + 127)) / divisor);
    }
}
