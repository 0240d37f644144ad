namespace Umul.Evaluation.Statistics;

/// <summary>The eight states of a verdict. The first rule that holds decides, in this order.</summary>
public enum VerdictState
{
    /// <summary>A guard failed.</summary>
    NotAssessable,

    /// <summary>L95 &gt; 0, adjusted p &lt; α and L95 ≥ δ.</summary>
    BetterByAtLeastWorthwhile,

    /// <summary>L95 &gt; 0 and adjusted p &lt; α.</summary>
    BetterSizeUncertain,

    /// <summary>U95 &lt; 0.</summary>
    Worse,

    /// <summary>L95 &gt; 0, but adjusted p ≥ α.</summary>
    PromisingNotConfirmed,

    /// <summary>−δ &lt; L90 and U90 &lt; δ.</summary>
    PracticallyTheSame,

    /// <summary>L95 &gt; −δ.</summary>
    NotWorseByMore,

    /// <summary>None of the others.</summary>
    Undecided,
}

/// <summary>A refinement of "better, size uncertain" or "worse".</summary>
public enum VerdictQualifier
{
    /// <summary>None.</summary>
    None,

    /// <summary>Better, but smaller than δ (U90 &lt; δ).</summary>
    SmallerThanWorthwhile,

    /// <summary>Worse, but by less than δ (L90 &gt; −δ).</summary>
    WorseByLessThanWorthwhile,
}

/// <summary>What the verdict proposes; a person decides.</summary>
public enum Proposal
{
    /// <summary>Nothing: the comparison has to be repaired first.</summary>
    None,

    /// <summary>Keep.</summary>
    Keep,

    /// <summary>Keep, if the size is enough for you.</summary>
    ConsiderKeeping,

    /// <summary>Drop, unless it costs nothing.</summary>
    DropUnlessFree,

    /// <summary>Drop.</summary>
    Drop,

    /// <summary>Confirm on fresh seeds.</summary>
    ConfirmOnFreshSeeds,

    /// <summary>Drop, unless it is cheaper.</summary>
    DropUnlessCheaper,

    /// <summary>Follow the plan.</summary>
    FollowPlan,
}

/// <summary>A computed verdict with the guards that spoke up.</summary>
public sealed record Verdict(VerdictState State, VerdictQualifier Qualifier, Proposal Proposal, IReadOnlyList<Guard> Guards);
