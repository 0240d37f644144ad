using Umul.Runs;

namespace Umul.Outcomes;

/// <summary>A row of <c>outcome_columns</c> or <c>outcome_history</c>, with its metric and the size and hash of its case list.</summary>
internal sealed record StoredColumn
{
    private const string Fields =
        "c.run AS Run, c.split AS Split, c.case_list AS CaseList, c.source AS Source, c.evaluator AS Evaluator, c.settings AS Settings, c.policy AS Policy, "
        + "c.dataset AS Dataset, c.defined AS Defined, c.mean AS Mean, c.written_ms AS WrittenMs, m.definition AS Definition, m.region AS Region, "
        + "m.direction AS Direction, m.unit AS Unit, l.hash AS ListHash, l.case_count AS CaseCount";

    private const string Joins = "JOIN outcome_metrics m ON m.id = c.metric JOIN case_lists l ON l.id = c.case_list";

    public const string Select = $"SELECT {Fields}, c.content AS Content FROM outcome_columns c {Joins}";

    public const string SelectWithoutContent = $"SELECT {Fields} FROM outcome_columns c {Joins}";

    public const string SelectHistory = $"SELECT {Fields}, c.replaced_ms AS ReplacedMs FROM outcome_history c {Joins}";

    public long Run { get; init; }

    public string Split { get; init; } = "";

    public long CaseList { get; init; }

    public long Source { get; init; }

    public string Evaluator { get; init; } = "";

    public string Settings { get; init; } = "";

    public long Policy { get; init; }

    public string Dataset { get; init; } = "";

    public long Defined { get; init; }

    public double? Mean { get; init; }

    public long WrittenMs { get; init; }

    public long ReplacedMs { get; init; }

    public string Definition { get; init; } = "";

    public string Region { get; init; } = "";

    public long Direction { get; init; }

    public string Unit { get; init; } = "";

    public string ListHash { get; init; } = "";

    public long CaseCount { get; init; }

    public byte[]? Content { get; init; }

    public OutcomeMetric Metric() => new(Definition, Region, (MetricDirection)Direction, Unit);

    public OutcomeColumn Column() => OutcomeCodec.Decode(Content, Metric());

    public ColumnOrigin Origin(string runId) => new(
        runId, Split, Metric(), (OutcomeSource)Source, Evaluator, Settings, (UndefinedPolicy)Policy, Dataset,
        (int)CaseCount, (int)Defined, Mean ?? double.NaN, ListHash, WrittenMs);
}
