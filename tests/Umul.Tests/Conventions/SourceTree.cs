namespace Umul.Tests.Conventions;

/// <summary>The sources of this checkout, found from the test's own folder upwards.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    public static string Umul => Path.Combine(Root, "src", "Umul");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Umul.slnx"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"Umul.slnx is not above {AppContext.BaseDirectory}");
    }
}
