using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Distributions against values computed with mpmath at 25 to 40 digits.</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(-5, 2.8665157187919391e-7)]
    [InlineData(-7.5, 3.1908916729108962e-14)]
    [InlineData(-20, 2.7536241186062337e-89)]
    [InlineData(-37, 5.7255712225245768e-300)]
    [InlineData(0.3, 0.61791142218895263)]
    [InlineData(2.5, 0.99379033467422386)]
    public void Normal_cumulative_matches_mpmath(double x, double expected) =>
        Numbers.Close(expected, NormalDistribution.Cumulative(x), 1e-12);

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-20)]
    [InlineData(1e-6)]
    [InlineData(0.01)]
    [InlineData(0.075)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.975)]
    public void Normal_quantile_undoes_the_cumulative(double p) =>
        Numbers.Close(p, NormalDistribution.Cumulative(NormalDistribution.Quantile(p)), 1e-11);

    [Fact]
    public void Normal_quantile_of_975_per_mille_is_the_famous_number() =>
        Numbers.Close(1.959963984540054, NormalDistribution.Quantile(0.975), 1e-15);

    [Theory]
    [InlineData(2, 1, 0.14758361765043327)]
    [InlineData(2.5, 3.2, 0.041220868580873758)]
    [InlineData(12.7, 1, 0.02501216384467208)]
    [InlineData(1.96, 1000, 0.025136592477874359)]
    [InlineData(0.3, 7, 0.38644502520106714)]
    [InlineData(8, 30, 3.1329112378503795e-9)]
    [InlineData(1.5, 100000, 0.066808779761415299)]
    public void Student_upper_tail_matches_mpmath(double t, double df, double expected)
    {
        Numbers.Close(expected, StudentTDistribution.UpperTail(t, df), 1e-12);
        Numbers.Close(expected, StudentTDistribution.Cumulative(-t, df), 1e-12);
    }

    [Theory]
    [InlineData(0.975, 1, 12.706204736174693)]
    [InlineData(0.975, 2, 4.3026527297494618)]
    [InlineData(0.975, 3.2026, 3.0715292236229755)]
    [InlineData(0.975, 10, 2.2281388519862742)]
    [InlineData(0.95, 119, 1.657759284942833)]
    [InlineData(0.995, 5.5, 3.8499114660010362)]
    [InlineData(0.9995, 1.3, 153.26589277351597)]
    public void Student_quantile_matches_mpmath(double p, double df, double expected)
    {
        Numbers.Close(expected, StudentTDistribution.Quantile(p, df), 1e-12);
        Numbers.Close(-expected, StudentTDistribution.Quantile(1 - p, df), 1e-12);
    }

    [Fact]
    public void Student_of_infinite_statistic_has_no_tail() => Assert.Equal(0, StudentTDistribution.UpperTail(double.PositiveInfinity, 2));

    [Theory]
    [InlineData(3, 2, 10, 0.095367431640625)]
    [InlineData(1.2, 5, 245, 0.3097532119039306)]
    [InlineData(0.4, 1, 3, 0.57200338070064106)]
    [InlineData(20, 4, 8, 0.00031666987476016914)]
    public void Fisher_upper_tail_matches_mpmath(double f, double d1, double d2, double expected)
    {
        Numbers.Close(expected, FisherFDistribution.UpperTail(f, d1, d2), 1e-12);
        Numbers.Close(1 - expected, FisherFDistribution.Cumulative(f, d1, d2), 1e-12);
    }

    [Theory]
    [InlineData(139.450613676, 5, 2.3412212614784637e-28)]
    [InlineData(3.84, 1, 0.050043521248705103)]
    [InlineData(0.5, 10, 0.99999338828943897)]
    [InlineData(120, 100, 0.08440668109369183)]
    [InlineData(0.001, 2.5, 0.99993402782908102)]
    public void Chi_squared_upper_tail_matches_mpmath(double x, double df, double expected) =>
        Numbers.Close(expected, ChiSquaredDistribution.UpperTail(x, df), 1e-12);

    [Theory]
    [InlineData(0.1, 2)]
    [InlineData(0.9, 2)]
    [InlineData(0.025, 0.7)]
    [InlineData(0.5, 4000)]
    public void Chi_squared_quantile_undoes_the_cumulative(double p, double df) =>
        Numbers.Close(p, ChiSquaredDistribution.Cumulative(ChiSquaredDistribution.Quantile(p, df), df), 1e-11);

    [Theory]
    [InlineData(2.0345152974, 33, 2.9154759, 0.807776672959191)]
    [InlineData(4.3, 2, 3, 0.387725450158547)]
    [InlineData(12.706, 1, 5, 0.305164740669305)]
    [InlineData(2.2, 9.5, 1, 0.153056503864027)]
    public void Noncentral_student_upper_tail_matches_mpmath(double t, double df, double noncentrality, double expected) =>
        Numbers.Close(expected, NoncentralStudentTDistribution.UpperTail(t, df, noncentrality), 1e-10);

    [Fact]
    public void Noncentral_student_without_noncentrality_is_student() =>
        Numbers.Close(StudentTDistribution.UpperTail(1.7, 1.4), NoncentralStudentTDistribution.UpperTail(1.7, 1.4, 0), 1e-6);

    [Theory]
    [InlineData(13, 34, 0.5, 0.11474050651304424, 0.054015764035284519)]
    [InlineData(484, 967, 0.5, 0.52563835873946373, 0.025638358739463728)]
    [InlineData(3, 10, 0.3, 0.6496107184, 0.266827932)]
    public void Binomial_matches_mpmath(int k, int n, double p, double cumulative, double mass)
    {
        Numbers.Close(cumulative, BinomialDistribution.Cumulative(k, n, p), 1e-12);
        Numbers.Close(mass, BinomialDistribution.Mass(k, n, p), 1e-12);
        Numbers.Close(1 - cumulative + mass, BinomialDistribution.AtLeast(k, n, p), 1e-12);
    }

    [Fact]
    public void Binomial_at_the_edges_is_certain_or_impossible()
    {
        Assert.Equal(1, BinomialDistribution.Cumulative(5, 5, 0.3));
        Assert.Equal(0, BinomialDistribution.Cumulative(-1, 5, 0.3));
        Assert.Equal(1, BinomialDistribution.Mass(0, 0, 0.3));
        Assert.Equal(0.25, BinomialDistribution.Mass(2, 2, 0.5), 15);
    }

    [Fact]
    public void Dunnett_with_one_comparison_is_student() =>
        Numbers.Close(1 - StudentTDistribution.TwoSided(2.1, 9), DunnettDistribution.Cumulative(2.1, [Math.Sqrt(0.5)], 9), 1e-10);

    [Fact]
    public void Probabilities_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(1.2));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentTDistribution.Quantile(0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentTDistribution.UpperTail(1, double.NaN));
    }
}
