using Umul.Mlflow.Wire;
using Umul.Models;

namespace Umul.Mlflow.Models;

/// <summary>Stages of model versions, named in any case.</summary>
internal static class Stages
{
    public static string Canonical(string stage) => ModelVersion.Stages.FirstOrDefault(s => s.Equals(stage, StringComparison.OrdinalIgnoreCase))
        ?? throw MlflowException.Invalid($"Invalid Model Version stage: {stage}. Value must be one of {string.Join(", ", ModelVersion.Stages)}.");
}
