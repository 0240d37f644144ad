namespace Umul.Mlflow.Wire;

/// <summary>Lists of key and value: params and tags.</summary>
internal static class Pairs
{
    /// <summary>The pairs of a list; keys are checked, long values cut, as MLflow does by default.</summary>
    public static List<KeyValuePair<string, string>> Read(MlflowFields fields, string name, string what, int maxValue)
        => [.. fields.List(name).Select(pair => ReadOne(pair, what, maxValue))];

    /// <summary>The pair in a message; a missing value is empty.</summary>
    public static KeyValuePair<string, string> ReadOne(MlflowFields fields, string what, int maxValue)
    {
        var key = fields.RequiredText("key");
        MlflowNames.CheckKey(key, $"{what} key");
        return new(key, MlflowNames.Truncate(fields.Text("value") ?? "", maxValue));
    }
}
