namespace Umul.Outcomes.Pairing;

/// <summary>Which rows of two tables are one case: the same id, else the same without ending and words such as <c>_pred</c>, as files are paired.</summary>
internal static class NamePairing
{
    public static CasePairing Of(IReadOnlyList<string> references, IReadOnlyList<string> predictions)
    {
        var exact = CasePairing.Of(Whole(references), Whole(predictions));
        if (exact.Paired == Math.Min(references.Count, predictions.Count)) return exact;
        // An id may be the name of a recording or an image on one side only: P1.wav and P1.
        var bare = CasePairing.Of(Bare(references), Bare(predictions));
        return bare.Paired > exact.Paired ? bare : exact;
    }

    private static FoundFile[] Whole(IReadOnlyList<string> ids) => [.. ids.Select(id => new FoundFile(id, id) { Stem = id })];

    private static FoundFile[] Bare(IReadOnlyList<string> ids) => [.. ids.Select(id => new FoundFile(id, id.Replace('\\', '/')))];
}
