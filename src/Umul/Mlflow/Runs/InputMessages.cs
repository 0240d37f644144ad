using System.Text.Json;
using Umul.Mlflow.Wire;
using Umul.Runs;

namespace Umul.Mlflow.Runs;

/// <summary>Data sets and models as messages of log-inputs and log-model.</summary>
internal static class InputMessages
{
    public static RunInput Read(MlflowFields input)
    {
        var dataset = input.Message("dataset") ?? throw MlflowException.Missing("datasets.dataset");
        var tags = input.List("tags").Select(tag => Tag(tag)).ToList();
        return new RunInput(
            new LoggedDataset
            {
                Name = Limited(dataset.RequiredText("name"), 500, "name"),
                Digest = Limited(dataset.RequiredText("digest"), 36, "digest"),
                SourceType = dataset.RequiredText("source_type"),
                Source = Limited(dataset.RequiredText("source"), 65_535, "source"),
                Schema = dataset.Text("schema") is { } schema ? Limited(schema, 1_048_575, "schema") : null,
                Profile = dataset.Text("profile") is { } profile ? Limited(profile, 16_777_215, "profile") : null,
            },
            tags);
    }

    /// <summary>The JSON of a logged model, checked to be an object.</summary>
    public static string CheckedModelJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return json;
        }
        catch (JsonException)
        {
            // said below
        }
        throw MlflowException.Invalid("Malformed model info. The model_json parameter must be a JSON object.");
    }

    /// <summary>A JSON list of models with one more at its end. A list that a client has spoilt is begun anew.</summary>
    public static string Appended(string? list, string model)
    {
        var kept = list is not null && IsList(list) ? list.AsSpan().Trim()[1..^1].Trim() : [];
        return kept.Length == 0 ? $"[{model}]" : $"[{kept}, {model}]";
    }

    private static KeyValuePair<string, string> Tag(MlflowFields tag)
        => new(Limited(tag.RequiredText("key"), 255, "key"), Limited(tag.Text("value") ?? "", 500, "value"));

    private static string Limited(string text, int limit, string what)
    {
        MlflowNames.CheckLength(text, limit, what);
        return text;
    }

    private static bool IsList(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
