using System.Text.Json.Serialization;

namespace Umul.Ingest;

/// <summary>How far the server is with a writer.</summary>
/// <param name="Run">The run.</param>
/// <param name="Writer">The writer.</param>
/// <param name="Acknowledged">The highest sequence that is stored, durably; 0 for none.</param>
/// <param name="Rejected">Records of this request that were understood but could not be used; they are acknowledged too.</param>
internal sealed record IngestAnswer(string Run, string Writer, long Acknowledged, IReadOnlyList<Rejection> Rejected);

/// <summary>A record that could not be used, and why.</summary>
internal sealed record Rejection(long Sequence, string Reason);

/// <summary>A stored file.</summary>
internal sealed record StoredFile(string Path, string Hash, long SizeBytes);

/// <summary>Who answers, for clients that want to know whether this is an Umul server and whether clocks agree.</summary>
/// <param name="Server">Always <c>umul</c>.</param>
/// <param name="Version">The server's version.</param>
/// <param name="Time">Milliseconds since 1970, UTC.</param>
internal sealed record Hello(string Server, string Version, long Time);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IngestAnswer))]
[JsonSerializable(typeof(StoredFile))]
[JsonSerializable(typeof(Hello))]
internal sealed partial class IngestJson : JsonSerializerContext;
