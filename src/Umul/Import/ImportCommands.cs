using System.CommandLine;
using Spectre.Console;
using Umul.Import.Mlruns;
using Umul.Import.TensorBoard;
using Umul.Import.Wandb;
using Umul.Server;
using Umul.Web;

namespace Umul.Import;

/// <summary><c>umul import tensorboard | wandb | mlflow</c>: takes over what other tools recorded.</summary>
internal static class ImportCommands
{
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(2);

    public static Command Import() => new("import", "Take over runs that other tools recorded. A second import adds nothing.")
    {
        Source("tensorboard", "Runs below a TensorBoard log folder.", (root, session) => Of(new TensorBoardImport(root, session)), watch: true),
        Source("wandb", "Runs below a wandb folder, from their .wandb files.", (root, session) => Of(new WandbImport(root, session)), watch: false),
        Source("mlflow", "Runs of an mlruns folder, or of a running MLflow server by its link.", Mlflow, watch: false),
    };

    private static Reader Mlflow(string place, ImportSession session)
    {
        if (!IsLink(place))
            return Of(new MlrunsImport(place, session));
        // Nobody knows beforehand how much a server will say, so there is no share of it to show.
        return new Reader(() => 1, () =>
        {
            using var server = new MlflowServer(new Uri(place), Environment.GetEnvironmentVariable);
            new MlflowServerImport(server, session).ReadAll();
        });
    }

    private static bool IsLink(string place) =>
        Uri.TryCreate(place, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttp || link.Scheme == Uri.UriSchemeHttps);

    private static Reader Of(TensorBoardImport import) => new(import.SizeBytes, import.ReadAll);

    private static Reader Of(WandbImport import) => new(import.SizeBytes, import.ReadAll);

    private static Reader Of(MlrunsImport import) => new(import.SizeBytes, import.ReadAll);

    private static Command Source(string name, string description, Func<string, ImportSession, Reader> open, bool watch)
    {
        var path = new Argument<string>("place") { Description = "The folder that holds the runs." };
        var project = new Option<string?>("--project") { Description = "Project that the runs go to; by default as the source says, or the folder's name." };
        var watching = new Option<bool>("--watch") { Description = "Go on taking over what a running job writes, until Ctrl+C." };
        var uri = new Option<string?>("--uri") { Description = "Link of the Umul server; the one of the data folder if not given." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var data = new Option<string>("--data") { Description = "Umul's data folder.", DefaultValueFactory = _ => UpCommands.DefaultDataFolder };
        var database = new Option<string?>("--database") { Description = "PostgreSQL link; the embedded database if not given." };
        var command = new Command(name, description) { path, project, json, data, uri, database };
        if (watch)
            command.Add(watching);
        command.SetAction((result, cancellation) => Run(new ImportRequest
        {
            Path = result.GetRequiredValue(path),
            Project = result.GetValue(project),
            Watch = watch && result.GetValue(watching),
            Json = result.GetValue(json),
            DataFolder = result.GetRequiredValue(data),
            Uri = result.GetValue(uri),
            DatabaseUrl = result.GetValue(database),
        }, open, cancellation));
        return command;
    }

    private static async Task<int> Run(ImportRequest request, Func<string, ImportSession, Reader> open, CancellationToken cancellation)
    {
        var texts = ImportTexts.OfTerminal();
        var report = new ImportReport { IsLive = request.Watch };
        try
        {
            if (!IsLink(request.Path) && !Directory.Exists(request.Path))
                throw new UmulException(ErrorCode.NotFound, texts.NoFolder(request.Path));
            using var server = ServerLink.Find(request.DataFolder, request.Uri);
            await using var stores = server is null ? await LocalStores.Open(request.DataFolder, request.DatabaseUrl, TimeProvider.System) : null;
            await using IImportTarget target = stores is null ? new ServerTarget(server!) : new StoreTarget(stores.Services);
            await Task.Run(() => Read(request, target, report, open, cancellation), CancellationToken.None);
            ImportOutput.Print(report, request, texts, server?.BaseAddress);
            return report.IsEmpty ? 1 : 0;
        }
        catch (OperationCanceledException)
        {
            ImportOutput.Print(report, request, texts, null);
            return request.Watch ? 0 : 130;
        }
        catch (Exception refusal) when (refusal is UmulException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }

    private static void Read(
        ImportRequest request,
        IImportTarget target,
        ImportReport report,
        Func<string, ImportSession, Reader> open,
        CancellationToken cancellation)
    {
        var texts = ImportTexts.OfTerminal();
        Action<long> onRead = _ => { };
        var session = new ImportSession(target, report, TimeProvider.System)
        {
            Project = request.Project,
            Cancellation = cancellation,
            OnRead = bytes => onRead(bytes),
            OnRun = _ => report.Seen++,
        };
        var reader = open(request.Path, session);
        if (request.Json || Console.IsOutputRedirected)
        {
            reader.ReadAll();
        }
        else
        {
            AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(bars =>
            {
                var bar = bars.AddTask(Markup.Escape(texts.Reading), maxValue: Math.Max(1, reader.SizeBytes()));
                onRead = bytes => bar.Increment(bytes);
                reader.ReadAll();
                bar.Value = bar.MaxValue;
            });
        }
        if (request.Watch)
            Watch(request, reader, report, texts, cancellation);
    }

    private static void Watch(ImportRequest request, Reader reader, ImportReport report, ImportTexts texts, CancellationToken cancellation)
    {
        if (!request.Json)
            Console.WriteLine(texts.Watching(request.Path));
        var points = report.Points;
        while (!cancellation.WaitHandle.WaitOne(WatchPause))
        {
            reader.ReadAll();
            if (report.Points != points && !request.Json)
                Console.WriteLine(texts.Done(report));
            points = report.Points;
        }
    }

    private sealed record Reader(Func<long> SizeBytes, Action ReadAll);
}
