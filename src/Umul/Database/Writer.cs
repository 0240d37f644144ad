using System.Data.Common;
using System.Threading.Channels;
using Umul.Web;

namespace Umul.Database;

/// <summary>
/// The one writer. Work queued while a commit is under way is committed together (group commit), and a caller is answered only after
/// the commit has reached the disk: acknowledged means durable.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int MaximumItemsInGroup = 1024;

    private readonly Channel<Item> _queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(8192) { SingleReader = true });
    private readonly WriteScope _scope;
    private readonly DbConnection _connection;
    private readonly Thread _thread;

    internal Writer(DbConnection connection)
    {
        _connection = connection;
        _scope = new WriteScope(connection);
        _thread = new Thread(Loop) { Name = "writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Called at the end of each group, inside its transaction: the place where the metric journal writes its one row.</summary>
    public event Action<WriteScope>? BeforeCommit;

    /// <summary>Called on the writer's thread right after a commit, before the callers are answered and before <see cref="WriteScope.AfterCommit"/>.</summary>
    public event Action? GroupCommitted;

    /// <summary>Called when a group was lost as a whole, after its transaction was rolled back.</summary>
    public event Action? GroupLost;

    /// <summary>Runs <paramref name="work"/> in the writer's transaction; completes after the commit.</summary>
    /// <remarks>If the work throws, what it wrote is undone, the exception reaches the caller, and the rest of the group goes on.</remarks>
    /// <exception cref="UmulException"><see cref="ErrorCode.StorageFailed"/>: the commit failed; nothing of the work was kept.</exception>
    public Task<T> Write<T>(Func<WriteScope, T> work) => Queue(new Item<T>(work, alone: false));

    /// <summary>As <see cref="Write{T}"/>, in a group of its own: for work after which no cache may be trusted.</summary>
    public Task<T> WriteAlone<T>(Func<WriteScope, T> work) => Queue(new Item<T>(work, alone: true));

    private async Task<T> Queue<T>(Item<T> item)
    {
        try
        {
            await _queue.Writer.WriteAsync(item);
        }
        catch (ChannelClosedException)
        {
            throw new UmulException(ErrorCode.StorageFailed, "Umul is shutting down; nothing of this request was stored. Send it again.");
        }
        return await item.Task;
    }

    /// <summary>As <see cref="Write{T}"/>, without an answer.</summary>
    public Task Write(Action<WriteScope> work) => Write(scope =>
    {
        work(scope);
        return true;
    });

    /// <summary>Finishes what is queued and stops.</summary>
    public void Dispose()
    {
        if (!_queue.Writer.TryComplete()) return;
        _thread.Join();
        _scope.Dispose();
        _connection.Dispose();
    }

    private void Loop()
    {
        var group = new List<Item>(MaximumItemsInGroup);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < MaximumItemsInGroup && _queue.Reader.TryRead(out var item))
            {
                if (item.Alone && group.Count > 0) CommitAndClear(group);
                group.Add(item);
                if (item.Alone) break;
            }
            CommitAndClear(group);
        }
    }

    private void CommitAndClear(List<Item> group)
    {
        CommitTogether(group);
        group.Clear();
    }

    private void CommitTogether(List<Item> group)
    {
        try
        {
            _scope.BeginGroup();
            foreach (var item in group) RunOne(item);
            _scope.BeginItem();
            BeforeCommit?.Invoke(_scope);
            _scope.EndItem();
            _scope.CommitGroup();
        }
        catch (Exception failure) // A writer that fails must fail its waiters, whatever the reason.
        {
            _scope.RollbackGroup();
            GroupLost?.Invoke();
            var told = StorageFailure.Describe(failure);
            foreach (var item in group) item.Fail(told);
            return;
        }
        GroupCommitted?.Invoke();
        _scope.RunAfterCommit();
        foreach (var item in group) item.Acknowledge();
    }

    private void RunOne(Item item)
    {
        _scope.BeginItem();
        try
        {
            item.Run(_scope);
            _scope.EndItem();
        }
        catch (Exception refusal) when (!StorageFailure.EndsGroup(refusal))
        {
            _scope.RollbackItem();
            item.Refuse(refusal);
        }
    }

    private abstract class Item(bool alone)
    {
        public bool Alone { get; } = alone;

        public abstract void Run(WriteScope scope);

        public abstract void Refuse(Exception refusal);

        public abstract void Acknowledge();

        public abstract void Fail(Exception failure);
    }

    private sealed class Item<T>(Func<WriteScope, T> work, bool alone) : Item(alone)
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private Exception? _refusal;
        private T? _answer;

        public Task<T> Task => _completion.Task;

        // In the context of whoever asked, so that the work can see on whose behalf it is done.
        public override void Run(WriteScope scope)
        {
            if (_context is null) _answer = work(scope);
            else ExecutionContext.Run(_context, _ => _answer = work(scope), null);
        }

        public override void Refuse(Exception refusal) => _refusal = refusal;

        public override void Acknowledge()
        {
            if (_refusal is null) _completion.TrySetResult(_answer!);
            else _completion.TrySetException(_refusal);
        }

        public override void Fail(Exception failure) => _completion.TrySetException(_refusal ?? failure);
    }
}
