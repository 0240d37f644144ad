namespace Umul.Runs.Search;

/// <summary>An attribute as a vocabulary knows it: the product's key, its type and what may be asked of it.</summary>
internal sealed record AttributeWord(string Key, bool IsNumber, FilterOperator Operators);

/// <summary>The words of one dialect of the filter language: names of entities and attributes, and what may be asked of each.</summary>
internal sealed class FilterVocabulary
{
    /// <summary>Entity words ("metrics", "metric") to kinds. Matched without regard to case where no exact word is found.</summary>
    public required IReadOnlyDictionary<string, FieldKind> Entities { get; init; }

    public required IReadOnlyDictionary<string, AttributeWord> Attributes { get; init; }

    /// <summary>What may be asked of each kind other than attributes.</summary>
    public required IReadOnlyDictionary<FieldKind, FilterOperator> Operators { get; init; }

    /// <summary>Keys that a dataset condition may name; the key's own text is the product's key.</summary>
    public IReadOnlyList<string> DatasetKeys { get; init; } = [];

    /// <summary>Whether OR, NOT and parentheses are part of the dialect.</summary>
    public bool HasConnectives { get; init; }

    /// <summary>Kinds that may be ordered by.</summary>
    public IReadOnlyList<FieldKind> OrderKinds { get; init; } = [FieldKind.Attribute];

    /// <summary>Attributes that may be ordered by, where they are fewer or other than those that may be filtered.</summary>
    public IReadOnlyDictionary<string, AttributeWord>? OrderAttributes { get; init; }

    /// <summary>The dialect of the run table's filter box.</summary>
    public static FilterVocabulary Runs { get; } = new()
    {
        Entities = new Dictionary<string, FieldKind>(StringComparer.OrdinalIgnoreCase)
        {
            ["metric"] = FieldKind.Metric,
            ["metrics"] = FieldKind.Metric,
            ["param"] = FieldKind.Param,
            ["params"] = FieldKind.Param,
            ["tag"] = FieldKind.Tag,
            ["tags"] = FieldKind.Tag,
            ["run"] = FieldKind.Attribute,
            ["data"] = FieldKind.Dataset,
        },
        Attributes = new Dictionary<string, AttributeWord>(StringComparer.OrdinalIgnoreCase)
        {
            [RunAttributes.Id] = new(RunAttributes.Id, false, FilterOperator.Matching | FilterOperator.Membership),
            [RunAttributes.Name] = new(RunAttributes.Name, false, FilterOperator.Matching | FilterOperator.Membership),
            [RunAttributes.User] = new(RunAttributes.User, false, FilterOperator.Matching | FilterOperator.Membership),
            [RunAttributes.Status] = new(RunAttributes.Status, false, FilterOperator.Matching | FilterOperator.Membership),
            [RunAttributes.Started] = new(RunAttributes.Started, true, FilterOperator.Ordering),
            [RunAttributes.Ended] = new(RunAttributes.Ended, true, FilterOperator.Ordering | FilterOperator.Presence),
        },
        Operators = new Dictionary<FieldKind, FilterOperator>
        {
            [FieldKind.Metric] = FilterOperator.Ordering | FilterOperator.Presence,
            [FieldKind.Param] = FilterOperator.Ordering | FilterOperator.Matching | FilterOperator.Membership | FilterOperator.Presence,
            [FieldKind.Tag] = FilterOperator.Ordering | FilterOperator.Matching | FilterOperator.Membership | FilterOperator.Presence,
            [FieldKind.Dataset] = FilterOperator.Matching | FilterOperator.Membership,
        },
        DatasetKeys = [RunAttributes.DatasetName, RunAttributes.DatasetDigest, RunAttributes.DatasetContext],
        HasConnectives = true,
        OrderKinds = [FieldKind.Metric, FieldKind.Param, FieldKind.Tag, FieldKind.Attribute],
    };
}

/// <summary>The product's keys of a run's attributes, as <see cref="FilterField.Key"/> holds them.</summary>
internal static class RunAttributes
{
    public const string Id = "id";
    public const string Name = "name";
    public const string User = "user";
    public const string Status = "status";
    public const string ArtifactLocation = "artifacts";
    public const string Started = "started";
    public const string Ended = "ended";
    public const string DatasetName = "name";
    public const string DatasetDigest = "digest";
    public const string DatasetContext = "context";
}
