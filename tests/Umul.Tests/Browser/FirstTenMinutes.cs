using System.Reflection;
using Xunit.Abstractions;

namespace Umul.Tests.Browser;

/// <summary>
/// What a newcomer tries in the first ten minutes with a tracker, in the order of the list that the pages were made by. Each is held by
/// the tests that carry its number: <c>grep -rn 'FirstTenMinutes(7)'</c> finds those of number 7.
/// </summary>
public sealed class FirstTenMinutes(ITestOutputHelper output)
{
    private static readonly Dictionary<int, string> s_interactions = new()
    {
        [1] = "start with one command, no Docker, no account wall",
        [2] = "a sample project is already there",
        [3] = "paste two lines",
        [4] = "link in the terminal",
        [5] = "curve moves within 2–5 s",
        [6] = "smoothing slider",
        [7] = "log y, log x in one click",
        [8] = "x = step / epoch / clock / relative",
        [9] = "drag-zoom, double-click resets, all charts follow",
        [10] = "hover shows values sorted, nearest run bold",
        [11] = "hide/solo a run",
        [12] = "rename, tag, one-line note",
        [13] = "filter box with completion",
        [14] = "sort by best metric (best and last, direction known)",
        [15] = "pin columns",
        [16] = "tick two runs, compare, differences only",
        [17] = "group by config except seed: mean and band, with n shown",
        [19] = "image/mask slider by step, audio play",
        [20] = "GPU tab",
        [21] = "console log, search, follow",
        [22] = "see the dirty patch",
        [25] = "copy chart as PNG/SVG, table as CSV/LaTeX",
        [26] = "pull into pandas",
        [27] = "share a link that lands on the same view",
        [28] = "switch 한국어/English and nothing is half-translated",
        [29] = "delete/restore from a bin",
        [30] = "kill the server mid-run, restart, lose nothing",
    };

    [Fact]
    public void EachInteraction_IsTriedByATest()
    {
        var tests = typeof(FirstTenMinutes).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .SelectMany(method => method.GetCustomAttributes<FirstTenMinutesAttribute>().Select(a => (a.Number, Test: $"{method.DeclaringType!.Name}.{method.Name}", IsFact: method.IsDefined(typeof(FactAttribute)))))
            .ToLookup(held => held.Number);
        foreach (var (number, what) in s_interactions) output.WriteLine($"{number} {what}: {string.Join(", ", tests[number].Select(t => t.Test))}");
        Assert.All(s_interactions.Keys, number => Assert.True(tests[number].Any(), $"No test tries number {number}: {s_interactions[number]}"));
        Assert.All(tests.SelectMany(t => t), held => Assert.True(held.IsFact && s_interactions.ContainsKey(held.Number), held.Test));
    }
}
