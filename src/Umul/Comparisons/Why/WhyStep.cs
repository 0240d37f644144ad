namespace Umul.Comparisons.Why;

/// <summary>The questions, in the order in which they are asked and shown.</summary>
internal enum WhyStep
{
    Comparability,
    Config,
    Waterfall,
    Repeatable,
    Gallery,
    Slices,
    Tree,
    Segmentation,
    Detection,
    Classes,
    Curves,
    Labels,
}

/// <summary>How sure a finding is.</summary>
internal enum WhyCertainty
{
    /// <summary>Read off the records: no chance in it.</summary>
    Recorded,

    /// <summary>It stands after correction over everything that was looked at.</summary>
    Corrected,

    /// <summary>Found by looking; to be confirmed elsewhere.</summary>
    Exploratory,
}
