using System.Text.Json;
using Umul.Evaluation.Statistics;
using Language = Umul.Web.Language;

namespace Umul.Comparisons;

/// <summary>Writes comparisons as JSON; the schema is docs/compare.md, and its name changes when a reader would have to. A number that is none is null.</summary>
internal static class ComparisonJson
{
    public const string Schema = "umul.compare/1";

    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(JudgementFamily family) => Write(Schema, writer =>
    {
        var first = family.Primary[0].Result;
        writer.WriteNumber("alpha", first.Alpha);
        writer.WriteNumber("analysisSeed", first.AnalysisSeed);
        writer.WriteNumber("familySize", family.Primary[0].Result.FamilySize);
        writer.WriteString("familyMethod", ComparisonWords.Json(first.FamilyMethod));
        writer.WriteStartArray("comparisons");
        foreach (var judgement in family.Primary.Concat(family.Secondary)) Comparison(writer, judgement);
        writer.WriteEndArray();
    });

    /// <summary>An object with its schema first.</summary>
    public static byte[] Write(string schema, Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", schema);
            content(writer);
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }

    public static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }

    /// <summary>A plan; null where there is none.</summary>
    public static void Plan(Utf8JsonWriter writer, Plan? plan)
    {
        if (plan is null)
        {
            writer.WriteNull("plan");
            return;
        }
        writer.WriteStartObject("plan");
        writer.WriteNumber("smallestWorthwhile", plan.SmallestWorthwhile);
        writer.WriteNumber("runsNow", plan.RunsNow);
        writer.WriteNumber("unitsNow", plan.UnitsNow);
        Number(writer, "powerNow", plan.PowerNow);
        Number(writer, "runsNeeded", plan.RunsNeeded);
        Number(writer, "runsNeededUpper", plan.RunsNeededUpper);
        Number(writer, "unitsNeeded", plan.UnitsNeeded);
        Number(writer, "unitsNeededUpper", plan.UnitsNeededUpper);
        writer.WriteBoolean("moreRunsCannotSettle", plan.MoreRunsCannotSettle);
        writer.WriteNumber("unitsAtLeast", plan.UnitsAtLeast);
        writer.WriteEndObject();
    }

    private static void Comparison(Utf8JsonWriter writer, Judgement judgement)
    {
        var r = judgement.Result;
        writer.WriteStartObject();
        writer.WriteString("idea", judgement.Idea);
        writer.WriteString("metric", judgement.Metric);
        writer.WriteString("role", judgement.IsPrimary ? "primary" : "secondary");
        writer.WriteString("direction", ComparisonWords.Json(r.Direction));
        writer.WriteString("claim", ComparisonWords.Json(r.Claim));
        writer.WriteString("design", ComparisonWords.Json(r.Design));
        writer.WriteString("unit", !r.UnitsAreGroups ? "case" : judgement.Unit is { Length: > 0 } column ? column : "group");
        writer.WriteNumber("units", r.Units);
        writer.WriteString("split", judgement.Split);
        Number(writer, "smallestWorthwhile", r.SmallestWorthwhile);
        Number(writer, "improvement", r.Estimate?.Difference);
        Number(writer, "standardError", r.Estimate?.StandardError);
        Number(writer, "degreesOfFreedom", r.Estimate?.DegreesOfFreedom);
        Interval(writer, "interval95", r.Interval95);
        Interval(writer, "interval90", r.Interval90);
        Interval(writer, "bootstrapInterval95", r.BootstrapInterval);
        Number(writer, "p", r.PValue);
        Number(writer, "adjustedP", r.AdjustedP);
        Number(writer, "probabilityBetter", r.Estimate?.ProbabilityBetter);
        Components(writer, r.Components);
        Effects(writer, r.Effects);
        Arm(writer, "baseline", r.BaselineMean, judgement.Baseline, r.BaselineRunMeans);
        Arm(writer, "ideaArm", r.IdeaMean, judgement.Runs, r.IdeaRunMeans);
        Missing(writer, r.Missing);
        Plan(writer, r.Plan);
        Verdict(writer, r.Verdict);
        Sentences(writer, judgement);
        writer.WriteEndObject();
    }

    private static void Interval(Utf8JsonWriter writer, string name, ConfidenceInterval? interval)
    {
        if (interval is not { } i || !double.IsFinite(i.Lower) || !double.IsFinite(i.Upper))
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartArray(name);
        writer.WriteNumberValue(i.Lower);
        writer.WriteNumberValue(i.Upper);
        writer.WriteEndArray();
    }

    private static void Components(Utf8JsonWriter writer, VarianceComponents? components)
    {
        if (components is not { } c)
        {
            writer.WriteNull("components");
            return;
        }
        writer.WriteStartObject("components");
        Number(writer, "case", c.Case);
        Number(writer, "seed", c.Seed);
        Number(writer, "residual", c.Residual);
        writer.WriteEndObject();
    }

    private static void Effects(Utf8JsonWriter writer, EffectSizes? effects)
    {
        if (effects is not { } e)
        {
            writer.WriteNull("effects");
            return;
        }
        writer.WriteStartObject("effects");
        writer.WriteNumber("wins", e.Wins);
        writer.WriteNumber("ties", e.Ties);
        writer.WriteNumber("losses", e.Losses);
        Number(writer, "standardizedDifference", e.StandardizedDifference);
        Number(writer, "probabilityOfImprovement", e.ProbabilityOfImprovement);
        Interval(writer, "probabilityOfImprovementInterval95", e.ProbabilityInterval);
        Number(writer, "rankBiserial", e.RankBiserial);
        Number(writer, "medianImprovement", e.MedianDifference);
        Interval(writer, "medianImprovementInterval95", e.MedianInterval);
        writer.WriteEndObject();
    }

    private static void Arm(Utf8JsonWriter writer, string name, double mean, IReadOnlyList<RunScores> runs, double[] means)
    {
        writer.WriteStartObject(name);
        Number(writer, "mean", mean);
        writer.WriteStartArray("runs");
        for (var i = 0; i < runs.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("run", runs[i].Run);
            writer.WriteString("seed", runs[i].Seed);
            if (means.Length == runs.Count) Number(writer, "mean", means[i]);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Missing(Utf8JsonWriter writer, MissingCases? missing)
    {
        if (missing is not { } m)
        {
            writer.WriteNull("missing");
            return;
        }
        writer.WriteStartObject("missing");
        writer.WriteNumber("cases", m.Cases);
        writer.WriteNumber("used", m.Used);
        writer.WriteNumber("undefinedEverywhere", m.UndefinedEverywhere);
        Number(writer, "worst", m.Worst);
        Number(writer, "best", m.Best);
        writer.WriteEndObject();
    }

    private static void Verdict(Utf8JsonWriter writer, Verdict verdict)
    {
        writer.WriteStartObject("verdict");
        writer.WriteString("state", ComparisonWords.Json(verdict.State));
        writer.WriteString("qualifier", ComparisonWords.Json(verdict.Qualifier));
        writer.WriteString("proposal", ComparisonWords.Json(verdict.Proposal));
        writer.WriteStartArray("guards");
        foreach (var guard in verdict.Guards)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", ComparisonWords.Json(guard.Kind));
            writer.WriteString("effect", ComparisonWords.Json(guard.Effect));
            Number(writer, "number", guard.Number);
            writer.WriteString("subject", guard.Subject);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Sentences(Utf8JsonWriter writer, Judgement judgement)
    {
        writer.WriteStartObject("sentences");
        foreach (var (name, language) in new[] { ("en", Language.English), ("ko", Language.Korean) })
        {
            var s = judgement.Sentences(language);
            writer.WriteStartObject(name);
            writer.WriteString("label", s.Label);
            writer.WriteString("headline", s.Headline);
            writer.WriteString("consequence", s.Consequence);
            writer.WriteString("proposal", s.Proposal);
            writer.WriteString("scope", s.Scope);
            writer.WriteString("plan", s.Plan);
            writer.WriteStartArray("notes");
            foreach (var note in s.Notes) writer.WriteStringValue(note);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
