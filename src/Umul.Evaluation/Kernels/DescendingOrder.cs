namespace Umul.Evaluation.Kernels;

/// <summary>Orders rows by falling key; rows of equal key keep their order, as numpy's mergesort of the negated keys leaves them.</summary>
internal static class DescendingOrder
{
    private const int DigitBits = 11;
    private const int Buckets = 1 << DigitBits;
    private const int Digits = 6;

    /// <summary>Up to here moving rows one by one is faster than counting digits.</summary>
    private const int Few = 128;

    /// <summary>All rows of a column.</summary>
    public static int[] Of(ReadOnlySpan<double> keys)
    {
        var rows = new int[keys.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        Sort(rows, keys);
        return rows;
    }

    /// <param name="rows">Rows of <paramref name="keys"/>, in any number and order.</param>
    /// <param name="keys">No NaN.</param>
    public static void Sort(Span<int> rows, ReadOnlySpan<double> keys)
    {
        if (rows.Length <= Few)
            Insert(rows, keys);
        else
            Count(rows, keys);
    }

    private static void Insert(Span<int> rows, ReadOnlySpan<double> keys)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            var row = rows[i];
            var key = keys[row];
            var j = i;
            for (; j > 0 && keys[rows[j - 1]] < key; j--)
                rows[j] = rows[j - 1];
            rows[j] = row;
        }
    }

    private static void Count(Span<int> rows, ReadOnlySpan<double> keys)
    {
        var from = new (ulong Bits, int Row)[rows.Length];
        var to = new (ulong Bits, int Row)[rows.Length];
        var counts = new int[Digits * Buckets];
        for (var i = 0; i < rows.Length; i++)
        {
            var bits = Falling(keys[rows[i]]);
            from[i] = (bits, rows[i]);
            for (var digit = 0; digit < Digits; digit++)
                counts[(digit * Buckets) + Digit(bits, digit)]++;
        }

        for (var digit = 0; digit < Digits; digit++)
        {
            var starts = counts.AsSpan(digit * Buckets, Buckets);
            if (starts[Digit(from[0].Bits, digit)] == rows.Length)
                continue;
            var sum = 0;
            for (var bucket = 0; bucket < Buckets; bucket++)
                (starts[bucket], sum) = (sum, sum + starts[bucket]);
            foreach (ref readonly var item in from.AsSpan())
                to[starts[Digit(item.Bits, digit)]++] = item;
            (from, to) = (to, from);
        }

        for (var i = 0; i < rows.Length; i++)
            rows[i] = from[i].Row;
    }

    private static int Digit(ulong bits, int digit) => (int)(bits >> (digit * DigitBits)) & (Buckets - 1);

    /// <summary>Bits that rise as the number falls; both zeros are one number.</summary>
    private static ulong Falling(double key)
    {
        var bits = BitConverter.DoubleToInt64Bits(key + 0.0);
        return ~((ulong)bits ^ ((ulong)(bits >> 63) | (1UL << 63)));
    }
}
