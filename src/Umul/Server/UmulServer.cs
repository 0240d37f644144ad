using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Umul.Access;
using Umul.Artifacts;
using Umul.Database;
using Umul.Metrics;
using Umul.Mlflow;
using Umul.Projects;
using Umul.Runs;
using Umul.Sample;
using Umul.Upkeep;

namespace Umul.Server;

/// <summary>The server: the data folder's lock, the database, the stores and the web application, in the order in which they depend on each other.</summary>
internal sealed class UmulServer : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly UmulDatabase _database;
    private readonly WebApplication _application;

    private UmulServer(DataFolder folder, UmulDatabase database, WebApplication application) =>
        (_folder, _database, _application) = (folder, database, application);

    /// <summary>The link that a browser on this machine opens.</summary>
    public Uri Link { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The stores, for commands and tests that run inside the server's process.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Opens the data folder, migrates the database, and listens.</summary>
    public static async Task<UmulServer> Start(ServerOptions options)
    {
        var folder = DataFolder.Open(options.DataFolder);
        UmulDatabase? database = null;
        try
        {
            database = UmulDatabase.Open(folder, options.DatabaseUrl);
            var server = new UmulServer(folder, database, Build(options, folder, database, await BlobPlace.Open(folder, options.Artifacts)));
            AccessHost.RequireAccountsFor(options.Host, server.Services.GetRequiredService<AccountStore>());
            await server._application.StartAsync();
            server.Link = server.ListeningOn();
            folder.DescribeOwner(server.Link.ToString());
            return server;
        }
        catch
        {
            if (database is not null) await database.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Completes when the process is asked to stop.</summary>
    public Task WaitForShutdown() => _application.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private static WebApplication Build(ServerOptions options, DataFolder folder, UmulDatabase database, IBlobs blobs)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // failures to start are told by the command
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None); // or each request gets a log scope that nobody reads
        builder.Services.AddSingleton(options).AddSingleton(options.Clock).AddSingleton(folder).AddSingleton(database).AddSingleton(_ => blobs);
        AddStores(builder.Services);
        builder.Services.AddAccess().AddPages().AddViews();
        var application = builder.Build();
        application.Services.GetRequiredService<ChunkWriter>();
        application.Services.GetRequiredService<Outcomes.OutcomeWorker>();
        application.Services.GetRequiredService<Ideas.IdeaStore>(); // hears the tags of runs from now on
        Routes.Map(application);
        return application;
    }

    /// <summary>The stores, each once; those further down may use those further up.</summary>
    internal static void AddStores(IServiceCollection services) => services
        .AddSingleton<LiveFeed>()
        .AddMlflow()
        .AddSingleton<ProjectStore>()
        .AddSingleton<KeyStore>()
        .AddSingleton<MetricStore>()
        .AddSingleton<ChunkWriter>()
        .AddSingleton<RunCatalog>()
        .AddSingleton<RunTexts>()
        .AddSingleton<RunStore>()
        .AddSingleton<RunLookup>()
        .AddSingleton<RunRestart>()
        .AddSingleton<ColumnStore>()
        .AddSingleton<ChartCurves>()
        .AddSingleton<LiveEndpoints.Sources>()
        .AddSingleton<MediaStore>()
        .AddSingleton<ConsoleStore>()
        .AddSingleton<ArtifactStore>()
        .AddSingleton<Export.ProjectExport>()
        .AddSingleton<Ingest.IngestFiles>()
        .AddSingleton<Ingest.IngestStore>()
        .AddSingleton<BackupWriter>()
        .AddSingleton<BackupReader>()
        .AddSingleton<StorageReport>()
        .AddSingleton<GarbageCollector>()
        .AddSingleton<Datasets.DatasetStore>()
        .AddSingleton<Datasets.DatasetFiles>()
        .AddSingleton<Outcomes.OutcomeStore>()
        .AddSingleton<Outcomes.OutcomeWork>()
        .AddSingleton<Outcomes.OutcomeIntake>()
        .AddSingleton<Outcomes.PredictionEvaluation>()
        .AddSingleton<Outcomes.OutcomeWorker>()
        .AddSingleton<SampleFiles>()
        .AddSingleton<SampleStores>()
        .AddSingleton<Ideas.IdeaStore>()
        .AddSingleton<Ideas.IdeaRunStore>()
        .AddSingleton<Ideas.IdeaMeasureStore>()
        .AddSingleton<SampleIdeas>()
        .AddSingleton<SampleProject>();

    private Uri ListeningOn()
    {
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var uri = new Uri(addresses.First());
        return uri.Host is "0.0.0.0" or "[::]" ? new UriBuilder(uri) { Host = "127.0.0.1" }.Uri : uri;
    }
}
