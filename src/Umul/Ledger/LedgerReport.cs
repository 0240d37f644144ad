using Umul.Web;

namespace Umul.Ledger;

/// <summary>What is wrong with an entry.</summary>
internal enum LedgerFaultKind
{
    /// <summary>It was taken out.</summary>
    Missing,

    /// <summary>It was put in.</summary>
    Inserted,

    /// <summary>Something in it is not as it was written.</summary>
    Changed,

    /// <summary>Its hash is right and its seal is not: it was not written by this Umul.</summary>
    NotSealed,

    /// <summary>It does not follow from the entry before it.</summary>
    DoesNotFollow,

    /// <summary>The note of how far the ledger goes is missing or was changed.</summary>
    HeadChanged,
}

/// <summary>A fault: the entry (0: the head) and what is wrong.</summary>
internal sealed record LedgerFault(long Entry, LedgerFaultKind Kind)
{
    public Sentence Say() => Kind switch
    {
        LedgerFaultKind.Missing => new($"Entry {Entry} is missing.", $"{Entry}번 항목이 없습니다."),
        LedgerFaultKind.Inserted => new($"Entry {Entry} was put in by hand.", $"{Entry}번 항목은 손으로 끼워 넣은 것입니다."),
        LedgerFaultKind.Changed => new($"Entry {Entry} was changed.", $"{Entry}번 항목이 변경되었습니다."),
        LedgerFaultKind.NotSealed => new($"Entry {Entry} was not written by the Umul of this data folder.", $"{Entry}번 항목은 이 데이터 폴더의 Umul이 쓴 것이 아닙니다."),
        LedgerFaultKind.DoesNotFollow => new($"Entry {Entry} does not follow from the one before it.", $"{Entry}번 항목이 앞 항목과 이어지지 않습니다."),
        _ => new("The ledger's end was changed or removed.", "원장의 끝 기록이 변경되었거나 삭제되었습니다."),
    };
}

/// <summary>The ledger as it was found.</summary>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Head">Hash of the last; written down elsewhere, it shows later that nothing before it was rewritten.</param>
/// <param name="Faults">What is wrong; empty if it is whole.</param>
internal sealed record LedgerReport(int Entries, string Head, IReadOnlyList<LedgerFault> Faults)
{
    public bool IsWhole => Faults.Count == 0;
}
