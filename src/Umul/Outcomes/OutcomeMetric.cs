using Umul.Runs;

namespace Umul.Outcomes;

/// <summary>What is measured on each case: a definition of Umul.Evaluation, or a column that a client logged, on one region.</summary>
/// <param name="Definition">Exact definition: <c>hausdorffDistance95.maxOfDirected</c>; <c>logged/dice</c> for a column of unknown making.</param>
/// <param name="Region">Label or name of the region; "" where there is only one.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Unit">mm, mm³, s; "" for ratios and counts.</param>
internal sealed record OutcomeMetric(string Definition, string Region, MetricDirection Direction, string Unit)
{
    /// <summary>Before the name of a column that a client computed by itself: a definition of Umul's never begins so.</summary>
    public const string LoggedPrefix = "logged/";

    /// <summary>What pages, links and commands call it; unique in a project: <c>dice</c>, <c>dice:tumour</c>, <c>logged/dice</c>.</summary>
    public string Name => Region.Length == 0 ? Definition : $"{Definition}:{Region}";

    /// <summary>True if a client computed the values, so that Umul does not know how.</summary>
    public bool IsLogged => Definition.StartsWith(LoggedPrefix, StringComparison.Ordinal);

    /// <summary>A definition that Umul knows, with the direction and unit of the catalogue.</summary>
    public static OutcomeMetric Of(string definition, string region = "")
    {
        var known = MetricCatalogue.Find(definition);
        return new OutcomeMetric(definition, region, known?.Direction ?? MetricNames.GuessDirection(definition), known?.Unit ?? "");
    }

    /// <summary>A column of a table that a client logged.</summary>
    public static OutcomeMetric Logged(string column) => new(LoggedPrefix + column, "", MetricNames.GuessDirection(column), "");
}

/// <summary>What an aggregate does with undefined values. Numbers are stored: never renumber.</summary>
internal enum UndefinedPolicy
{
    /// <summary>They are left out, and how many is said.</summary>
    LeaveOut = 0,
}

/// <summary>How values came in. Numbers are stored: never renumber.</summary>
internal enum OutcomeSource
{
    /// <summary><c>umul evaluate … --run</c>.</summary>
    Command = 1,

    /// <summary>The server evaluated files under <c>predictions/</c>.</summary>
    Predictions = 2,

    /// <summary>A table under <c>cases/</c>: <c>run.cases</c>, <c>mlflow.log_table</c>, CSV.</summary>
    Logged = 3,

    /// <summary>The REST interface.</summary>
    Rest = 4,
}
