using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Umul.Access;
using Umul.Server;
using Umul.Web;

namespace Umul.Tests.Access;

public sealed class AccountTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.0.2.7")]
    [InlineData("::")]
    [InlineData("*")]
    [InlineData("gpu1.lab.example")]
    public void Start_WithoutAccountsWhereOthersCouldReachIt_IsRefusedWithTheRemedy(string host)
    {
        var refusal = Assert.Throws<UmulException>(() => AccessHost.RequireAccountsFor(host, server.Get<AccountStore>()));
        Assert.Contains("umul user add", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    public void Start_WithoutAccountsOnLoopback_IsFine(string host) => AccessHost.RequireAccountsFor(host, server.Get<AccountStore>());

    [Fact]
    public async Task Server_AskedToListenToOthersWithoutAccounts_DoesNotStartAndLetsTheFolderGo()
    {
        var folder = Directory.CreateTempSubdirectory("umul-access-");
        var options = new ServerOptions { DataFolder = folder.FullName, Host = "0.0.0.0", Port = 0, WithSample = false };
        await Assert.ThrowsAsync<UmulException>(() => UmulServer.Start(options));
        await using (var local = await UmulServer.Start(options with { Host = "127.0.0.1" }))
            await local.Services.GetRequiredService<AccountStore>()!.Add("kim", "long enough", Role.Admin);
        await using (var open = await UmulServer.Start(options)) Assert.Equal("127.0.0.1", open.Link.Host);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Accounts_TheirRules_AreKept()
    {
        await using var own = new Own();
        await own.Server.InitializeAsync();
        var accounts = own.Server.Get<AccountStore>();
        await Refused(ErrorCode.Invalid, () => accounts.Add("first", null, Role.Writer));
        await accounts.Add("first", null, Role.Admin);
        await Refused(ErrorCode.AlreadyExists, () => accounts.Add("first", null, Role.Reader));
        await Refused(ErrorCode.Invalid, () => accounts.Add("second", "short", Role.Reader));
        foreach (var name in new[] { "", "a b", "a/b", "a:b", "a\0", new string('a', 65) }) await Refused(ErrorCode.Invalid, () => accounts.Add(name, null, Role.Reader));
        await accounts.Add("김연구@lab", null, Role.Reader);
        await Refused(ErrorCode.WrongState, () => accounts.Remove("first"));
        await Refused(ErrorCode.WrongState, () => accounts.SetRole("first", Role.Writer, null));
        await accounts.SetRole("김연구@lab", Role.Admin, null);
        await accounts.Remove("first");
        await Refused(ErrorCode.NotFound, () => accounts.SetRole("first", Role.Reader, null));
        await Refused(ErrorCode.NotFound, () => accounts.SetRole("김연구@lab", Role.Reader, 999));
        Assert.Equal(["김연구@lab"], accounts.All.Select(a => a.Name));
    }

    [Fact]
    public async Task Secrets_AreNotInTheDatabase()
    {
        await using var own = new Own();
        await own.Server.InitializeAsync();
        var accounts = own.Server.Get<AccountStore>();
        await accounts.Add("kim", "long enough", Role.Admin);
        var token = await accounts.AddToken("kim", "laptop", null);
        var account = Assert.Single(accounts.All);
        Assert.DoesNotContain("long enough", account.Password, StringComparison.Ordinal);
        using var connection = own.Server.Get<Umul.Database.UmulDatabase>().OpenRead();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash FROM access_tokens";
        Assert.DoesNotContain(token["umul_".Length..], (string)command.ExecuteScalar()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserCommand_WithAServerAndWithout_ManagesAccounts()
    {
        var folder = Directory.CreateTempSubdirectory("umul-user-").FullName;
        Assert.Contains("kim", await Umul(folder, "long enough\n", "user", "add", "kim", "--role", "admin"), StringComparison.Ordinal);
        await using (var running = await UmulServer.Start(new ServerOptions { DataFolder = folder, Port = 0, WithSample = false }))
        {
            await Umul(folder, "", "user", "add", "robot", "--no-password");
            var token = (await Umul(folder, "", "user", "token", "robot", "--name", "slurm")).Trim();
            Assert.Equal("robot", running.Services.GetRequiredService<AccountStore>()!.ByToken(token)?.Name);
        }
        Assert.Contains("\"slurm\"", await Umul(folder, "", "user", "list", "--json"), StringComparison.Ordinal);
        await Umul(folder, "", "user", "remove", "robot");
        Assert.DoesNotContain("robot", await Umul(folder, "", "user", "list", "--json"), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task Refused(ErrorCode code, Func<Task> work) => Assert.Equal(code, (await Assert.ThrowsAsync<UmulException>(work)).Code);

    private static async Task<string> Umul(string folder, string input, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "umul.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments, "--data", folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return output;
    }

    private sealed class Own : IAsyncDisposable
    {
        public UmulFixture Server { get; } = new();

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
