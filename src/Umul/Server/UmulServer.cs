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
        // Beside the building of the application, which does not need it: a fifth of a cold start on two cores.
        var opening = Task.Run(() => UmulDatabase.Open(folder, options.DatabaseUrl));
        WebApplication? application = null;
        try
        {
            application = Build(options, folder, opening, await BlobPlace.Open(folder, options.Artifacts));
            var server = new UmulServer(folder, await opening, application);
            AccessHost.RequireAccountsFor(options.Host, server.Services.GetRequiredService<AccountStore>());
            Begin(application);
            await application.StartAsync();
            server.Link = server.ListeningOn();
            folder.DescribeOwner(server.Link.ToString());
            return server;
        }
        catch
        {
            if (application is not null) await application.DisposeAsync();
            if (await Opened(opening) is { } database) await database.DisposeAsync();
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

    private static async Task<UmulDatabase?> Opened(Task<UmulDatabase> opening)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return opening.IsCompletedSuccessfully ? await opening : null;
    }

    private static WebApplication Build(ServerOptions options, DataFolder folder, Task<UmulDatabase> opening, IBlobs blobs)
    {
        // Empty: no settings files and watchers for them, no settings from the environment, no console log, none of which Umul uses.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // No queues of their own between the sockets and the thread pool: in memory 8 clients made 26,000 instead of 18,000 calls/s at best, one 13,500 instead of 11,500.
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false).UseSockets(static sockets => sockets.IOQueueCount = 0);
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // failures to start are told by the command
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None); // or each request gets a log scope that nobody reads
        builder.Services.AddSingleton(options).AddSingleton(options.Clock).AddSingleton(folder).AddSingleton(_ => opening.GetAwaiter().GetResult()).AddSingleton(_ => blobs);
        builder.Services.AddSingleton<ILoggerProvider, ErrorLog>().AddRouting();
        AddStores(builder.Services);
        builder.Services.AddAccess().AddPages().AddViews();
        return builder.Build();
    }

    // What works in the background, and every route. The database is open by now.
    private static void Begin(WebApplication application)
    {
        application.Services.GetRequiredService<ChunkWriter>();
        application.Services.GetRequiredService<Outcomes.OutcomeWorker>();
        application.Services.GetRequiredService<Outcomes.ShownOutcomes>(); // asked from now on before a file is shown
        application.Services.GetRequiredService<Ideas.IdeaStore>(); // hears the tags of runs from now on
        Routes.Map(application);
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
        .AddSingleton<StorageCount>()
        .AddSingleton<GarbageCollector>()
        .AddSingleton<Datasets.DatasetStore>()
        .AddSingleton<Datasets.DatasetFiles>()
        .AddSingleton<Datasets.DatasetIntake>()
        .AddSingleton<Outcomes.OutcomeStore>()
        .AddSingleton<Outcomes.OutcomeWork>()
        .AddSingleton<Outcomes.ShownOutcomes>()
        .AddSingleton<Outcomes.OutcomeIntake>()
        .AddSingleton<Outcomes.PredictionEvaluation>()
        .AddSingleton<Outcomes.TablePredictions>()
        .AddSingleton<Outcomes.OutcomeWorker>()
        .AddSingleton<SampleFiles>()
        .AddSingleton<SampleStores>()
        .AddSingleton<Ledger.LedgerKey>()
        .AddSingleton<Ledger.LedgerStore>()
        .AddSingleton<Ledger.RunSeals>()
        .AddSingleton<Ideas.IdeaStore>()
        .AddSingleton<Ideas.IdeaRunStore>()
        .AddSingleton<Ideas.IdeaMeasureStore>()
        .AddSingleton<Ideas.IdeaEvidence>()
        .AddSingleton<Ideas.IdeaNoise>()
        .AddSingleton<Ideas.IdeaTree>()
        .AddSingleton<Ideas.IdeaUnsealing>()
        .AddSingleton<Ideas.BaselineReader>()
        .AddSingleton<Comparisons.ComparisonPreparation>()
        .AddSingleton<Comparisons.DiagnosticFigures>()
        .AddSingleton<Comparisons.IdeaComparison>()
        .AddSingleton<Reports.ReportReader>()
        .AddSingleton<Comparisons.Why.CurveQuestion>()
        .AddSingleton<Comparisons.Why.SuggestionStore>()
        .AddSingleton<Comparisons.Why.IdeaRecords>()
        .AddSingleton<Reports.ReportRecords>()
        .AddSingleton<Comparisons.Why.IdeaWhy>()
        .AddSingleton<Comparisons.Why.WhyHypothesis>()
        .AddSingleton<Ideas.IdeaLookup>()
        .AddSingleton<Challenges.ChallengeStore>()
        .AddSingleton<Challenges.ChallengeBoard>()
        .AddSingleton<SampleIdeas>()
        .AddSingleton<SampleProject>();

    private Uri ListeningOn()
    {
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var uri = new Uri(addresses.First());
        return uri.Host is "0.0.0.0" or "[::]" ? new UriBuilder(uri) { Host = "127.0.0.1" }.Uri : uri;
    }
}
