using System.Diagnostics;
using System.Text;
using Umul.Ideas;

namespace Umul.Tests.Ideas;

/// <summary>Returning to the baseline: code as it was when the run was made, also what was not committed, in a new folder.</summary>
public sealed class ReturnTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-return-").FullName;

    private string Repository => Path.Combine(_folder, "repository");

    private string Target => Path.Combine(_folder, "restored");

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Restore_CommitWithUncommittedAndUntrackedFiles_IsAsItWas()
    {
        var record = Record();
        File.WriteAllText(Path.Combine(Repository, "train.py"), "later\n"); // months of other work
        Git("commit", "-qam", "later");

        Assert.Null(ReturnCommands.Restore(record, Target, null));
        Assert.Equal("rate = 2\n", File.ReadAllText(Path.Combine(Target, "train.py")));
        Assert.Equal("new\n", File.ReadAllText(Path.Combine(Target, "extra.py")));
        Assert.Equal("torch==1.13.0\n", File.ReadAllText(Path.Combine(Target, "umul-return", "packages.txt")));
        Assert.Equal("abc123\n", File.ReadAllText(Path.Combine(Target, "umul-return", "data.txt")));
        Assert.Equal("later\n", File.ReadAllText(Path.Combine(Repository, "train.py")));
    }

    [Fact]
    public void Restore_CommitThatTheRepositoryDoesNotHave_SaysSoAndLeavesNothing()
    {
        var record = Record() with { Commit = new string('a', 40) };
        Assert.NotNull(ReturnCommands.Restore(record, Target, null));
        Assert.False(Directory.Exists(Target));
        Assert.NotNull(ReturnCommands.Restore(record with { Directory = null }, Target, null)); // no repository at all
    }

    [Fact]
    public void Restore_FromAnotherPlace_TakesTheCommitFromThere()
    {
        var record = Record() with { Directory = null };
        Assert.Null(ReturnCommands.Restore(record, Target, Repository));
        Assert.True(File.Exists(Path.Combine(Target, "extra.py")));
    }

    [Fact]
    public void Place_RunStartedInASubfolder_IsThatFolderOfTheRestoredCode()
    {
        var record = Record();
        Directory.CreateDirectory(Path.Combine(Target, "code"));
        Assert.Equal(Path.Combine(Target, "code"), ReturnCommands.Place(record with { StartedIn = "code" }, Target));
        Assert.Equal(Target, ReturnCommands.Place(record, Target));
        Assert.Equal(Target, ReturnCommands.Place(record with { StartedIn = "../elsewhere" }, Target)); // never outside of it
        Assert.Equal(Target, ReturnCommands.Place(record with { StartedIn = "gone" }, Target));
    }

    private BaselineRecord Record()
    {
        Directory.CreateDirectory(Path.Combine(Repository, "code"));
        Git("init", "-q");
        File.WriteAllText(Path.Combine(Repository, "train.py"), "rate = 1\n");
        Git("add", ".");
        Git("commit", "-qm", "first");
        var commit = Git("rev-parse", "HEAD").Trim();
        File.WriteAllText(Path.Combine(Repository, "train.py"), "rate = 2\n");
        File.WriteAllText(Path.Combine(Repository, "extra.py"), "new\n");
        Git("add", "-N", "extra.py");
        var patch = Git("diff", "HEAD", "--binary");
        File.Delete(Path.Combine(Repository, "extra.py"));
        Git("reset", "-q", "--hard");
        var files = new Dictionary<string, byte[]> { ["uncommitted.patch"] = Encoding.UTF8.GetBytes(patch), ["packages.txt"] = "torch==1.13.0\n"u8.ToArray() };
        return new BaselineRecord("r", "baseline-1", commit, null, Path.Combine(Repository, "code"), "python train.py", true, files, "abc123");
    }

    private string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Repository };
        using var git = Process.Start(start)!;
        var said = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return said;
    }
}
