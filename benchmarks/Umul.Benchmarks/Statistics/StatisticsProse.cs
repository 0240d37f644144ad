namespace Umul.Benchmarks.Statistics;

/// <summary>The written parts of docs/statistics.md.</summary>
internal static class StatisticsProse
{
    public const string Opening = """
        # Statistics: what Umul computes, and why to believe it

        This file is written by `dotnet run -c Release --project benchmarks/Umul.Benchmarks -- statistics-report`. Do not edit it by hand.

        ## What is computed

        | question | method | type in `Umul.Evaluation.Statistics` |
        |---|---|---|
        | Is the recipe better, several seeds per arm? | crossed-t on the seed × case matrix, Satterthwaite degrees of freedom; independent or matched seeds | `CrossedT` |
        | Are these trained models different, one run each? | paired t, exact sign flips up to 20 units and 100,000 random ones above | `PairedT`, `SignFlipTest` |
        | The median difference | order-statistic interval | `OrderStatisticInterval` |
        | A metric that is no mean over cases | jackknife pseudo-values for ratios, AUC, mAP, BLEU, then crossed-t | `Pseudovalues`, `AveragePrecisionJackknife` |
        | Several cases per patient | group means, or case-weighted pseudo-values with the group as unit | `Comparison` with `Groups` |
        | Practically the same? | two one-sided tests against δ | `EquivalenceTest` |
        | Accuracy, AUC or word errors of one run each | exact McNemar, DeLong, MAPSSWE | `McNemarTest`, `DeLongTest`, `MapssweTest` |
        | k-fold cross-validation | Nadeau–Bengio corrected t as a check | `CorrectedResampledT` |
        | Many ideas, one baseline | Holm; step-down max-T with one run each; Benjamini–Hochberg for exploration; Dunnett; gatekeeping | `ComparisonFamily`, `Multiplicity`, `MaxT`, `DunnettTest` |
        | Looking more than once | Bonferroni or O'Brien–Fleming-type levels for declared looks, anytime-valid bounds otherwise | `DeclaredLooks`, `AnytimeBound` |
        | Many methods | aggregate-then-rank, rank-then-aggregate, test-then-rank, bootstrap ranks; Friedman and Nemenyi over datasets | `Ranking`, `RankBootstrap`, `FriedmanTest` |
        | How many seeds, how many cases? | noncentral t on the variance components, with the limit of each | `Planning`, `SampleSize` |

        `Comparison.Evaluate` goes from scores to a verdict in one call; `VerdictWriter` writes it in English or Korean.

        ## The verdict

        The first rule that holds decides. L and U are limits of the interval in the direction of improvement, δ is the smallest worthwhile
        difference.

        | rule | state | proposal |
        |---|---|---|
        | a guard blocks | not assessable | repair the comparison |
        | L95 > 0, adjusted p < α, L95 ≥ δ | better by at least δ | keep |
        | L95 > 0, adjusted p < α | better, size uncertain; if U90 < δ better but smaller than δ | keep, if the size is enough; drop unless free |
        | U95 < 0 | worse; if L90 > −δ by less than δ | drop |
        | L95 > 0 | promising, not confirmed | confirm on fresh seeds |
        | −δ < L90 and U90 < δ | practically the same | drop unless cheaper |
        | L95 > −δ | not worse by more than δ | follow the plan |
        | otherwise | undecided | follow the plan |

        Choices where the rules leave room: fewer than two degrees of freedom, unequal training lengths or checkpoint rules, and a test split
        used for selection take "better" away, so that an interval above zero reads "promising, not confirmed". Runs left out by hand are
        also put back; if the verdict then differs it is "not assessable". Missing cases are compared on the intersection; if filling them in
        the worst or the best way turns the sign, only "undecided" is left. Differences without any spread are "not assessable": there is
        nothing to measure chance by.

        ## Determinism

        Random numbers come from a counter-based generator (Philox4x32-10) keyed by the analysis seed and the number of the resample, sums
        run in a fixed order, and no multiply-add is fused. Results are therefore the same on one thread and on many, and the order of rows in a
        file does not matter.

        """;

    public const string NotReproduced = """

        Not reproduced here, because the data are not at hand: the `lme4` values on the aeon archive (SE .00516145 and .00729223), the
        sc_stats segment statistics of MAPSSWE, and the ASO value of deep-significance, which is not offered. Wilcoxon's test at
        n = 50 differs from R on purpose: R uses the normal approximation from 50 on, Umul is exact up to 50. The critical-difference
        diagram joins methods only if every pair among them is alike; aeon compares with the best of them.

        """;

    public const string OnSimulations = """

        What they show and what they do not: the matrices are balanced and complete, the seed effects normal. With two matched seeds coverage
        sinks to about 92 %, because one degree of freedom carries the seed variance; three seeds are the least to plan for. Means of
        scores with rare total failures need about a hundred cases whatever the method. Binary outcomes with rates above 98 % were not
        simulated; use McNemar with the Bonett–Price interval there. Seeds do not stand for the choice of the train/test split unless the split
        varies with them.

        """;

    public const string OnSpeed = """

        ## Speed

        Measured when this report was written, on one thread unless said otherwise and on a machine that did other work at the same time:
        the processor time per call says what the code takes (all threads together), the median what that day gave.


        """;

    public const string Closing = """

        ## How to check it yourself

        - `dotnet test tests/Umul.Evaluation.Tests --filter "FullyQualifiedName~Statistics&Category!=Slow"` holds every number above that is
          not a simulation; `--filter Category=Slow` runs the simulations with 4,000 draws each, in a few minutes.
        - `dotnet run -c Release --project benchmarks/Umul.Benchmarks -- statistics simulate 20000` runs them with more draws.
        - `dotnet run -c Release --project benchmarks/Umul.Benchmarks -- statistics speed` measures the speed only.

        """;
}
