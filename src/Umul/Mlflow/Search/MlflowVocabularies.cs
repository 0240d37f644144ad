using Umul.Runs.Search;

namespace Umul.Mlflow.Search;

/// <summary>MLflow's words for what can be searched, one vocabulary for each search endpoint.</summary>
internal static class MlflowVocabularies
{
    private const FilterOperator Text = FilterOperator.Matching;
    private const FilterOperator Number = FilterOperator.Ordering;

    public static FilterVocabulary Runs { get; } = new()
    {
        Entities = Entities(FieldKind.Metric, FieldKind.Param, FieldKind.Tag, FieldKind.Attribute, FieldKind.Dataset),
        Attributes = Words(
            (RunAttributes.Id, Text | FilterOperator.Membership, ["run_id"]),
            (RunAttributes.Name, Text, ["run_name", "run name", "Run name", "Run Name"]),
            (RunAttributes.User, Text, ["user_id"]),
            (RunAttributes.Status, Text, ["status"]),
            (RunAttributes.ArtifactLocation, Text, ["artifact_uri"]),
            (RunAttributes.Started, Number, ["start_time", "created", "Created"]),
            (RunAttributes.Ended, Number, ["end_time"])),
        Operators = new Dictionary<FieldKind, FilterOperator>
        {
            [FieldKind.Metric] = Number,
            [FieldKind.Param] = Text | FilterOperator.Presence,
            [FieldKind.Tag] = Text | FilterOperator.Presence,
            [FieldKind.Dataset] = Text | FilterOperator.Membership,
        },
        DatasetKeys = [RunAttributes.DatasetName, RunAttributes.DatasetDigest, RunAttributes.DatasetContext],
        OrderKinds = [FieldKind.Metric, FieldKind.Param, FieldKind.Tag, FieldKind.Attribute],
    };

    public static FilterVocabulary Experiments { get; } = new()
    {
        Entities = Entities(FieldKind.Tag, FieldKind.Attribute),
        Attributes = Words(
            ("name", Text, ["name"]),
            ("created", Number, ["creation_time"]),
            ("updated", Number, ["last_update_time"])),
        OrderAttributes = Words(
            ("id", Text, ["experiment_id"]),
            ("name", Text, ["name"]),
            ("created", Number, ["creation_time"]),
            ("updated", Number, ["last_update_time"])),
        Operators = new Dictionary<FieldKind, FilterOperator> { [FieldKind.Tag] = Text | FilterOperator.Presence },
    };

    public static FilterVocabulary RegisteredModels { get; } = new()
    {
        Entities = Entities(FieldKind.Tag, FieldKind.Attribute),
        Attributes = Words(("name", Text, ["name"])),
        OrderAttributes = Words(
            ("name", Text, ["name"]),
            ("created", Number, ["creation_timestamp"]),
            ("updated", Number, ["last_updated_timestamp", "timestamp"])),
        Operators = new Dictionary<FieldKind, FilterOperator> { [FieldKind.Tag] = Text | FilterOperator.Presence },
    };

    public static FilterVocabulary ModelVersions { get; } = new()
    {
        Entities = Entities(FieldKind.Tag, FieldKind.Attribute),
        Attributes = Words(
            ("name", Text, ["name"]),
            ("version", Number, ["version_number"]),
            ("run", Text | FilterOperator.Membership, ["run_id"]),
            ("source", Text, ["source_path"])),
        OrderAttributes = Words(
            ("name", Text, ["name"]),
            ("version", Number, ["version_number"]),
            ("created", Number, ["creation_timestamp"]),
            ("updated", Number, ["last_updated_timestamp"])),
        Operators = new Dictionary<FieldKind, FilterOperator> { [FieldKind.Tag] = Text | FilterOperator.Presence },
    };

    public static FilterVocabulary LoggedModels { get; } = new()
    {
        Entities = Entities(FieldKind.Metric, FieldKind.Param, FieldKind.Tag, FieldKind.Attribute),
        Attributes = Words(
            ("id", Text | FilterOperator.Membership, ["model_id"]),
            ("name", Text | FilterOperator.Membership, ["name", "model_name"]),
            ("type", Text | FilterOperator.Membership, ["model_type"]),
            ("status", Text | FilterOperator.Membership, ["status"]),
            ("run", Text | FilterOperator.Membership, ["source_run_id"]),
            ("project", Text | FilterOperator.Membership, ["experiment_id"]),
            ("created", Number, ["creation_timestamp", "creation_timestamp_ms", "creation_time"]),
            ("updated", Number, ["last_updated_timestamp", "last_updated_timestamp_ms", "last_updated_time"])),
        Operators = new Dictionary<FieldKind, FilterOperator>
        {
            [FieldKind.Metric] = Number,
            [FieldKind.Param] = Text | FilterOperator.Membership,
            [FieldKind.Tag] = Text | FilterOperator.Membership | FilterOperator.Presence,
        },
        OrderKinds = [FieldKind.Metric, FieldKind.Param, FieldKind.Tag, FieldKind.Attribute],
    };

    private static Dictionary<string, FieldKind> Entities(params FieldKind[] kinds)
    {
        var words = new Dictionary<string, FieldKind>(StringComparer.Ordinal);
        foreach (var kind in kinds)
            foreach (var word in EntityWords(kind))
                words.Add(word, kind);
        return words;
    }

    private static string[] EntityWords(FieldKind kind) => kind switch
    {
        FieldKind.Metric => ["metric", "metrics"],
        FieldKind.Param => ["parameter", "parameters", "param", "params"],
        FieldKind.Tag => ["tag", "tags"],
        FieldKind.Attribute => ["attribute", "attributes", "attr", "run"],
        _ => ["dataset", "datasets"],
    };

    private static Dictionary<string, AttributeWord> Words(params (string Key, FilterOperator Operators, string[] Words)[] attributes)
    {
        var words = new Dictionary<string, AttributeWord>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
            foreach (var word in attribute.Words)
                words.Add(word, new AttributeWord(attribute.Key, attribute.Operators == Number, attribute.Operators));
        return words;
    }
}
