using System.Text.RegularExpressions;

namespace Umul.Tests.Conventions;

/// <summary>Files and methods that a reader can hold. What is longer is named here, with the reason.</summary>
public sealed partial class SizeTests
{
    private const int LongestFile = 500;
    private const int LongestMethod = 60;
    private const int LongestKernel = 80;

    private static readonly Dictionary<string, string> s_longFiles = new(StringComparer.Ordinal)
    {
        ["clients/python/umul.py"] = "one file that is copied to a training machine by itself: that is what it is for",
        ["clients/python/test_umul.py"] = "the tests of that one file",
    };

    [Fact]
    public void Files_HaveAtMost500Lines()
    {
        var files = SourceTree.Files("cs", "razor", "ts", "py", "css", "sh").ToList();
        Assert.True(files.Count > 500, $"only {files.Count} files were found");
        var offenders = files.Select(file => (Name: SourceTree.Name(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > LongestFile && !s_longFiles.ContainsKey(file.Name))
            .Select(file => $"{file.Name}: {file.Lines} lines").ToList();
        Assert.True(offenders.Count == 0, string.Join('\n', offenders));
        Assert.All(s_longFiles.Keys, name => Assert.True(File.ReadLines(Path.Combine(SourceTree.Root, name)).Count() > LongestFile, $"{name} is short now: it needs no exception"));
    }

    [Fact]
    public void Methods_HaveAtMost60Lines_Kernels80()
    {
        var offenders = new List<string>();
        foreach (var file in SourceTree.Files("cs"))
        {
            var name = SourceTree.Name(file);
            var limit = name.StartsWith("src/Umul.Evaluation/", StringComparison.Ordinal) ? LongestKernel : LongestMethod;
            offenders.AddRange(LongBodies(File.ReadAllLines(file), limit).Select(body => $"{name}:{body.Line}: {body.Length} lines"));
        }
        Assert.True(offenders.Count == 0, string.Join('\n', offenders));
    }

    [Fact]
    public void LongBodies_FindsAMethodAndNotItsClass()
    {
        string[] inside = [.. Enumerable.Repeat("        x++;", 5)];
        string[] source = ["class A", "{", "    void M(", "        int x)", "    {", .. inside, "    }", "}"];
        Assert.Equal([(5, 5)], LongBodies(source, 4));
        Assert.Empty(LongBodies(source, 5));
    }

    // Blocks that do not belong to a type: methods, accessors, local functions. The formatter's layout is held by the build.
    private static IEnumerable<(int Line, int Length)> LongBodies(string[] lines, int limit)
    {
        for (var open = 1; open < lines.Length; open++)
        {
            if (lines[open].Trim() != "{") continue;
            var indent = lines[open][..^1];
            var close = Array.FindIndex(lines, open + 1, line => line.StartsWith(indent + "}", StringComparison.Ordinal));
            var head = open - 1;
            while (head > 0 && (lines[head].Length <= indent.Length || lines[head][indent.Length] is ' ' or '}')) head--;
            if (close - open - 1 > limit && !TypeHead().IsMatch(lines[head])) yield return (open + 1, close - open - 1);
        }
    }

    [GeneratedRegex(@"^\s*(\[[^\]]*\]\s*)*((public|private|protected|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(class|record|struct|interface|enum|namespace|extension)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TypeHead();
}
