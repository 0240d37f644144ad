using System.Text.Json.Serialization;

namespace Umul.Sample;

/// <summary>Reads manifest.json: camel case, nothing missing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecordedManifest))]
internal sealed partial class RecordedManifestJson : JsonSerializerContext;

/// <summary>Reads run.json: snake case, as Python wrote it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecordedRun))]
internal sealed partial class RecordedRunJson : JsonSerializerContext;
