namespace Umul.Ledger;

/// <summary>What a request's page says about test splits beside its numbers, read once for all of them.</summary>
internal sealed class LedgerView(LedgerStore ledger)
{
    private readonly Dictionary<(long, string), Exposure?> _known = [];

    /// <summary>The page itself was noted as a look: what was read is read again.</summary>
    public event Action? Changed;

    public void Forget()
    {
        _known.Clear();
        Changed?.Invoke();
    }

    /// <summary>How often results of the split were seen; null if it is no test split.</summary>
    public Exposure? Of(long projectId, string split)
    {
        if (split.Length == 0) return null;
        if (_known.TryGetValue((projectId, split), out var known)) return known;
        return _known[(projectId, split)] = ledger.IsTest(projectId, split) ? ledger.ExposureOf(projectId, split) : null;
    }
}
