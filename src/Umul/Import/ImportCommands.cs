using System.CommandLine;
using Spectre.Console;
using Umul.Import.Mlruns;
using Umul.Import.TensorBoard;
using Umul.Import.Wandb;
using Umul.Server;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Import;

/// <summary><c>umul import tensorboard | wandb | mlflow</c>: takes over what other tools recorded.</summary>
internal static class ImportCommands
{
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(2);

    public static Command Import() => new("import", CommandTexts.Here.Import)
    {
        Source("tensorboard", CommandTexts.Here.ImportTensorBoard, (root, session) => Of(new TensorBoardImport(root, session)), watch: true),
        Source("wandb", CommandTexts.Here.ImportWandb, (root, session) => Of(new WandbImport(root, session)), watch: false),
        Source("mlflow", CommandTexts.Here.ImportMlflow, Mlflow, watch: false),
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
        var texts = CommandTexts.Here;
        var path = new Argument<string>("PLACE") { Description = name == "mlflow" ? texts.PlaceOrLinkArgument : texts.PlaceArgument };
        var project = new Option<string?>("--project") { Description = texts.ImportProjectOption };
        var watching = new Option<bool>("--watch") { Description = texts.WatchOption };
        var (data, uri, json, database) = (SharedOptions.Data(), SharedOptions.Uri(), SharedOptions.Json(), SharedOptions.Database());
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
        catch (UmulException refusal)
        {
            return new CommandFrame(request.Json).Refuse(refusal.In(Terminal.Language));
        }
        catch (HttpRequestException failure)
        {
            return new CommandFrame(request.Json).Refuse(failure.Message);
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
