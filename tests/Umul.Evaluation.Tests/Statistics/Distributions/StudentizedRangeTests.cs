using System.Text.Json;
using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed class StudentizedRangeTests
{
    [SharedDataFact]
    public void Cumulative_matches_the_mpmath_reference_of_scipy()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("statistics/literals/studentized_range_mpmath_ref.json")));
        int checks = 0;
        foreach (var item in json.RootElement.GetProperty("cdf_data").EnumerateArray())
        {
            var source = item.GetProperty("src_case");
            double q = source.GetProperty("q").GetDouble();
            int k = source.GetProperty("k").GetInt32();
            double v = source.GetProperty("v").GetDouble();
            Numbers.Near(item.GetProperty("mp_result").GetDouble(), StudentizedRangeDistribution.Cumulative(q, k, v), 1e-11);
            checks++;
        }
        Assert.Equal(72, checks);
    }

    // The table of Demšar 2006 (q / √2, infinite degrees of freedom), k = 2 … 10.
    [Theory]
    [InlineData(2, 1.960)]
    [InlineData(3, 2.344)]
    [InlineData(4, 2.569)]
    [InlineData(5, 2.728)]
    [InlineData(6, 2.850)]
    [InlineData(7, 2.948)]
    [InlineData(8, 3.031)]
    [InlineData(9, 3.102)]
    [InlineData(10, 3.164)]
    public void Quantile_over_root_two_is_the_table_of_Nemenyis_test(int k, double expected) =>
        Numbers.Near(expected, StudentizedRangeDistribution.Quantile(0.95, k, double.PositiveInfinity) / Math.Sqrt(2), 0.00101);

    [Fact]
    public void Range_of_two_means_is_a_t_test() =>
        Numbers.Near(StudentTDistribution.TwoSided(2, 8), StudentizedRangeDistribution.UpperTail(2 * Math.Sqrt(2), 2, 8), 1e-11);
}
