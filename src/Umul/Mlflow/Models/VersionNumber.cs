using System.Globalization;
using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Models;

/// <summary>Version numbers of registered models, which travel as texts.</summary>
internal static class VersionNumber
{
    public static long Parse(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw MlflowException.Invalid($"Parameter 'version' must be an integer, got '{text}'.");

    public static MlflowException Missing(string name, long version)
        => MlflowException.NotFound($"Model Version (name={name}, version={version.ToString(CultureInfo.InvariantCulture)}) not found");
}
