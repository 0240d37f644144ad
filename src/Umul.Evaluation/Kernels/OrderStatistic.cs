using System.Runtime.CompilerServices;

namespace Umul.Evaluation.Kernels;

/// <summary>The k-th smallest of unsorted numbers without sorting them.</summary>
internal static class OrderStatistic
{
    /// <summary>Rearranges <paramref name="values"/> so that the k-th smallest stands at k, smaller ones before, larger ones after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Select(Span<double> values, int k)
    {
        var (low, high) = (0, values.Length - 1);
        // Twice the halvings that a fair pivot needs; a hostile order then costs one sort instead of a square.
        for (var budget = 2 * (32 - int.LeadingZeroCount(values.Length)); low < high; budget--)
        {
            if (budget == 0)
            {
                values[low..(high + 1)].Sort();
                break;
            }

            var pivot = MedianOfThree(values[low], values[low + ((high - low) >> 1)], values[high]);
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (k <= j)
                high = j;
            else if (k >= i)
                low = i;
            else
                break;
        }

        return values[k];
    }

    private static double MedianOfThree(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
