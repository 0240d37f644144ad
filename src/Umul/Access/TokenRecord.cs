namespace Umul.Access;

/// <summary>What is known of a token; the secret itself is not.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="CreatedMs">Milliseconds since 1970, UTC.</param>
/// <param name="ExpiresMs">When it stops working; null for never.</param>
internal sealed record TokenRecord(string Name, long CreatedMs, long? ExpiresMs);
