using System.Diagnostics;
using System.Text.Json;

namespace Umul.Tests.Commands;

/// <summary>The command line as a shell and a script see it: exit codes, streams, languages.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("en", "Port to listen on.")]
    [InlineData("ko", "들을 포트.")]
    [InlineData("ko", "도움말을 보여 줍니다.")]
    public async Task Help_IsInTheNamedLanguage_AndSucceeds(string language, string said)
    {
        var (code, output, errors) = await Umul("up", "--help", "--language", language);
        Assert.Equal(0, code);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Equal("", errors);
    }

    [Theory]
    [InlineData("gc", "--nonsense")]
    [InlineData("show")]
    [InlineData("user", "role", "kim", "emperor")]
    [InlineData("runs", "--language", "fr")]
    public async Task CommandLine_ThatIsNotUnderstood_EndsWithTwo(params string[] arguments) => Assert.Equal(2, (await Umul(arguments)).Code);

    [Fact]
    public async Task Refusal_EndsWithOne_AndIsJsonOnTheErrorStreamIfAsked()
    {
        var (code, output, errors) = await Umul("show", "nobody", "--data", _folder, "--json");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("'nobody'", JsonDocument.Parse(errors).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("gc", "--dry-run")]
    [InlineData("doctor")]
    [InlineData("user", "list")]
    [InlineData("backup", "FOLDER/backup.zip")]
    public async Task Answer_IsJsonIfAsked(params string[] arguments)
    {
        var (code, output, _) = await Umul([.. arguments.Select(a => a.Replace("FOLDER", _folder, StringComparison.Ordinal)), "--data", Path.Combine(_folder, "data"), "--json"]);
        Assert.Contains(code, (int[])[0, arguments[0] == "doctor" ? 1 : 0]); // a machine without libvips is told so
        JsonDocument.Parse(output).Dispose();
    }

    [Fact]
    public async Task Table_InAPipe_HasNoColoursAndIsNotSqueezed()
    {
        var folder = Path.Combine(_folder, new string('d', 120));
        var (_, output, _) = await Umul("doctor", "--data", folder);
        Assert.DoesNotContain('\e', output);
        Assert.Contains(folder, output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Errors)> Umul(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "umul.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TERM"] = "xterm-256color";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Trim(), (await errors).Trim());
    }
}
