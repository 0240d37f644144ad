namespace Umul.Tests.Conventions;

/// <summary>The sources of this checkout, found from the test's own folder upwards.</summary>
internal static class SourceTree
{
    // What a build or an installation makes.
    private static readonly string[] s_made = ["bin", "obj", "node_modules", "src/Umul/wwwroot/islands"];

    public static string Root { get; } = Find();

    public static string Umul => Path.Combine(Root, "src", "Umul");

    /// <summary>Every source file that a person wrote and that has one of these endings.</summary>
    public static IEnumerable<string> Files(params string[] endings) => ((string[])["src", "tests", "clients", "benchmarks", "examples"])
        .Select(folder => Path.Combine(Root, folder))
        .SelectMany(folder => endings.SelectMany(ending => Directory.EnumerateFiles(folder, "*." + ending, SearchOption.AllDirectories)))
        .Where(file => !s_made.Any(made => ("/" + Name(file)).Contains($"/{made}/", StringComparison.Ordinal)));

    /// <summary>A file's name from the root of the checkout, with slashes.</summary>
    public static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Umul.slnx"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"Umul.slnx is not above {AppContext.BaseDirectory}");
    }
}
