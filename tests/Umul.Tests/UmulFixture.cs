using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Umul.Server;

namespace Umul.Tests;

/// <summary>A real server on a free port with a data folder of its own, for one test class. With UMUL_TEST_DATABASE set to a PostgreSQL link, it stores there, in a database of its own.</summary>
public sealed class UmulFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-test-").FullName;
    private string? _databaseName;
    private UmulServer? _server;

    /// <summary>Talks to the server.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>The server's link.</summary>
    public Uri Link => _server!.Link;

    /// <summary>Its data folder.</summary>
    public string DataFolder => _folder;

    /// <summary>The PostgreSQL link that the tests were given, or null.</summary>
    private static string? PostgresUrl => Environment.GetEnvironmentVariable("UMUL_TEST_DATABASE") is { Length: > 0 } url ? url : null;

    /// <summary>All stores of the server.</summary>
    internal IServiceProvider Services => _server!.Services;

    /// <summary>A store of the server.</summary>
    internal T Get<T>() where T : notnull => _server!.Services.GetRequiredService<T>();

    public async Task InitializeAsync() => await Start();

    /// <summary>Stops the server and starts it again on the same data.</summary>
    public async Task Restart()
    {
        await _server!.DisposeAsync();
        Client.Dispose();
        await Start();
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        Client.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (_databaseName is not null) await Administer($"DROP DATABASE {_databaseName} WITH (FORCE)");
    }

    private async Task Start()
    {
        _server = await UmulServer.Start(new ServerOptions { DataFolder = _folder, Port = 0, WithSample = false, DatabaseUrl = await OwnDatabase() });
        Client = new HttpClient { BaseAddress = _server.Link };
    }

    private async Task<string?> OwnDatabase()
    {
        if (PostgresUrl is not { } url) return null;
        if (_databaseName is null)
        {
            _databaseName = "umul_test_" + Guid.NewGuid().ToString("N");
            await Administer($"CREATE DATABASE {_databaseName}");
        }
        return new UriBuilder(url) { Path = "/" + _databaseName }.Uri.ToString();
    }

    private static async Task Administer(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Umul.Database.PostgresUrl.ToConnectionString(PostgresUrl!));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
