using Umul.Datasets;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>
/// Turns files of runs into outcomes in the background, one run and split at a time: tables at once, predictions when no new one has come
/// for a moment. What is left when the server stops is done at its next start.
/// </summary>
internal sealed class OutcomeWorker : IAsyncDisposable
{
    private const long QuietMs = 1_000;
    private static readonly TimeSpan s_pulse = TimeSpan.FromMilliseconds(250);

    private readonly OutcomeWork _work;
    private readonly OutcomeIntake _intake;
    private readonly PredictionEvaluation _predictions;
    private readonly ILogger<OutcomeWorker> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Task _loop;
    private int _noted = 1; // what the last start left

    public OutcomeWorker(OutcomeWork work, OutcomeIntake intake, PredictionEvaluation predictions, DatasetStore datasets, ILogger<OutcomeWorker> log)
    {
        (_work, _intake, _predictions, _log) = (work, intake, predictions, log);
        work.Noted += () => Interlocked.Exchange(ref _noted, 1);
        // A new version may have the references that were missing, or other ones.
        datasets.Added += project => _ = Task.Run(() => work.Again(project));
        // On nobody's behalf: whoever starts the server must not lend it their account.
        using (ExecutionContext.SuppressFlow()) _loop = Task.Run(Loop);
    }

    /// <summary>Does all that waits, now; returns when nothing does.</summary>
    public async Task Settle()
    {
        while (_work.HasWaiting) await Round(quietMs: 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _one.Dispose();
    }

    private async Task Loop()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(s_pulse, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested || Interlocked.Exchange(ref _noted, 0) == 0) continue;
            try
            {
                if (_work.HasWaiting) await Round(QuietMs);
                if (_work.HasWaiting) Interlocked.Exchange(ref _noted, 1);
            }
            catch (UmulException failure) when (failure.Code == ErrorCode.StorageFailed)
            {
                // A full disk, or shutting down: what waits is noted and is tried again.
                Interlocked.Exchange(ref _noted, 1);
            }
        }
    }

    private async Task Round(long quietMs)
    {
        await _one.WaitAsync();
        try
        {
            foreach (var item in _work.Waiting(quietMs))
            {
                if (_stop.IsCancellationRequested) return;
                await Do(item);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task Do(WorkItem item)
    {
        try
        {
            if (item.Source == OutcomeSource.Logged)
            {
                var table = await _intake.StoreLogged(item.Run, item.Split);
                await _work.Set(item, WorkState.Done, table.Cases.Count, table.Cases.Count);
                return;
            }
            await _work.Set(item, WorkState.Working, 0, 0);
            var told = Environment.TickCount64;
            var (cases, said) = await _predictions.Evaluate(item.Run, item.Split, (done, total) =>
            {
                if (_stop.IsCancellationRequested) throw new OperationCanceledException();
                var now = Environment.TickCount64;
                if (now - Interlocked.Read(ref told) < 500) return;
                Interlocked.Exchange(ref told, now);
                _ = _work.Set(item, WorkState.Working, done, total);
            });
            await _work.Set(item, WorkState.Done, cases, cases, said);
        }
        catch (UmulException refusal) when (refusal.Code != ErrorCode.StorageFailed)
        {
            await _work.Set(item, WorkState.Refused, 0, 0, new Sentence(refusal.In(Language.English), refusal.In(Language.Korean)));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or AggregateException { InnerException: OperationCanceledException })
        {
            // The server stops; the item still waits.
        }
        catch (Exception defect) when (defect is not UmulException)
        {
            // A defect of ours in one case must not stop the others for good: it is said where the user looks, and logged.
            Log.Defect(_log, defect, item.Run.Id, item.Split);
            await _work.Set(item, WorkState.Refused, 0, 0, new Sentence(
                $"Umul failed while evaluating ({defect.GetType().Name}: {defect.Message}). This is a defect of Umul; its log has the details.",
                $"평가하는 중에 Umul에서 오류가 났습니다({defect.GetType().Name}: {defect.Message}). Umul의 결함이며 자세한 내용은 로그에 있습니다."));
        }
    }

    private static class Log
    {
        private static readonly Action<ILogger, string, string, Exception?> s_defect =
            LoggerMessage.Define<string, string>(LogLevel.Error, new EventId(1, "OutcomeDefect"), "Run {Run}, split {Split}: the predictions could not be evaluated.");

        public static void Defect(ILogger log, Exception defect, string run, string split) => s_defect(log, run, split, defect);
    }
}
