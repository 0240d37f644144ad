namespace Umul.Tests;

/// <summary>Finds the shared reference data that may lie beside the checkout: a folder <c>shared/data</c> above the tests.</summary>
internal static class SharedData
{
    public static string? Root { get; } = Find();

    /// <summary>Full path of a file below <c>shared/data</c>.</summary>
    public static string Path(string relative) =>
        System.IO.Path.Combine(Root ?? throw new InvalidOperationException("shared/data is absent: mark the test [SharedDataFact]."), relative);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate)) return candidate;
        }
        return null;
    }
}

/// <summary>A test that needs the shared reference data, skipped with a clear line where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.Root is null ? "shared/data is not beside this checkout" : null;
}

/// <summary>A theory that needs the shared reference data, skipped with a clear line where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.Root is null ? "shared/data is not beside this checkout" : null;
}
