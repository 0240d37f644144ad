namespace Umul.Tests.Browser;

/// <summary>A test in a browser that needs the shared reference data, skipped with a clear line where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataChromiumFactAttribute : FactAttribute
{
    public SharedDataChromiumFactAttribute() =>
        Skip = SharedData.Root is null ? "shared/data is not beside this checkout" : ChromiumFactAttribute.Executable is null ? "no Chromium on this machine" : null;
}
