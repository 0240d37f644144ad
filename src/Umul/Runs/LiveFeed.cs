using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Umul.Runs;

/// <summary>What changed in a run, told to open pages.</summary>
/// <param name="ProjectId">Its project.</param>
/// <param name="RunId">The run.</param>
/// <param name="What">run, metrics, params, tags, media, console, artifacts.</param>
internal readonly record struct RunChange(long ProjectId, string RunId, string What);

/// <summary>Tells open pages what has just been committed. A listener that does not keep up loses the oldest news, never memory.</summary>
internal sealed class LiveFeed
{
    private readonly ConcurrentDictionary<Channel<RunChange>, long?> _listeners = new();

    /// <summary>True if nobody listens, so that telling can be skipped.</summary>
    public bool IsIdle => _listeners.IsEmpty;

    /// <summary>Tells all listeners. Never waits.</summary>
    public void Tell(RunChange change)
    {
        foreach (var (listener, project) in _listeners)
            if (project is null || project == change.ProjectId) listener.Writer.TryWrite(change);
    }

    /// <summary>News of one project, or of all, until cancelled.</summary>
    public async IAsyncEnumerable<RunChange> Listen(long? projectId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<RunChange>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest });
        _listeners[channel] = projectId;
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellation)) yield return change;
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }
}
