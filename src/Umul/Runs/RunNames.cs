using System.Globalization;
using System.Security.Cryptography;

namespace Umul.Runs;

/// <summary>Names for runs whose author gave none: easier to say aloud than 32 hex digits.</summary>
internal static class RunNames
{
    private static readonly string[] s_adjectives =
        ["amber", "brisk", "calm", "clear", "deep", "eager", "early", "fair", "gentle", "keen", "late", "light", "lively", "mellow", "mild", "patient", "quiet", "rapid", "salty", "shy", "silver", "spry", "steady", "sunny", "swift", "tidy", "warm", "wise"];

    private static readonly string[] s_nouns =
        ["bamboo", "brook", "carp", "cedar", "cove", "crane", "dawn", "fern", "fox", "grove", "hare", "harbor", "heron", "hill", "lark", "lotus", "magpie", "maple", "moss", "otter", "pebble", "pine", "pond", "rain", "reed", "river", "spring", "stone", "tide", "well"];

    /// <summary>Such as <c>calm-otter-417</c>.</summary>
    public static string Random() => string.Create(CultureInfo.InvariantCulture, $"{Pick(s_adjectives)}-{Pick(s_nouns)}-{RandomNumberGenerator.GetInt32(100, 1000)}");

    private static string Pick(string[] words) => words[RandomNumberGenerator.GetInt32(words.Length)];
}
