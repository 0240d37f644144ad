using System.Text.Json.Serialization;

namespace Umul.Sample;

/// <summary>Reads manifest.json: camel case, nothing missing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecordedManifest))]
internal sealed partial class RecordedManifestJson : JsonSerializerContext;

/// <summary>Reads run.json and writes provenance.json: snake case, as Python does.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecordedRun))]
[JsonSerializable(typeof(RecordedProvenance))]
internal sealed partial class RecordedRunJson : JsonSerializerContext;
