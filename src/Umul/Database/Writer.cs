using Umul.Web;

namespace Umul.Database;

/// <summary>
/// The one writer. Work queued while a commit is under way is committed together (group commit), and a caller is answered only after
/// the commit has reached the disk: acknowledged means durable.
/// </summary>
/// <remarks>
/// Whoever has the turn writes, and nobody else. With one caller at a time the caller itself takes the turn, because handing the work to
/// another thread and the answer back costs as much as the commit. With several, the writer's thread commits group after group.
/// </remarks>
internal sealed class Writer : IDisposable
{
    private const int MaximumItemsInGroup = 1024;

    private readonly object _gate = new();
    private readonly Queue<Item> _waiting = new();
    private readonly List<Item> _group = new(MaximumItemsInGroup);
    private readonly WriteScope _scope;
    private readonly ExecutionContext _ownContext;
    private readonly Thread _thread;
    private bool _isTurnTaken, _isClosed;
    private int _lastGroup;

    internal Writer(WriteConnection connection)
    {
        _scope = new WriteScope(connection);
        _ownContext = ExecutionContext.Capture()!;
        _thread = new Thread(Loop) { Name = "writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Called at the end of each group, inside its transaction: the place where the metric journal writes its one row.</summary>
    public event Action<WriteScope>? BeforeCommit;

    /// <summary>Called in the writer's turn right after a commit, before the callers are answered and before <see cref="WriteScope.AfterCommit"/>.</summary>
    public event Action? GroupCommitted;

    /// <summary>Called when a group was lost as a whole, after its transaction was rolled back.</summary>
    public event Action? GroupLost;

    /// <summary>Runs <paramref name="work"/> in the writer's transaction; completes after the commit.</summary>
    /// <remarks>If the work throws, what it wrote is undone, the exception reaches the caller, and the rest of the group goes on.</remarks>
    /// <exception cref="UmulException"><see cref="ErrorCode.StorageFailed"/>: the commit failed; nothing of the work was kept.</exception>
    public Task<T> Write<T>(Func<WriteScope, T> work)
    {
        var item = new Item<T>(work, alone: false);
        lock (_gate)
        {
            if (_isClosed) return Closed<T>();
            if (_isTurnTaken || _waiting.Count > 0 || _lastGroup > 1) return Queue(item);
            _isTurnTaken = true;
        }
        CommitHere(item);
        return item.Task;
    }

    /// <summary>As <see cref="Write{T}"/>, in a group of its own: for work after which no cache may be trusted.</summary>
    public Task<T> WriteAlone<T>(Func<WriteScope, T> work)
    {
        lock (_gate)
        {
            return _isClosed ? Closed<T>() : Queue(new Item<T>(work, alone: true));
        }
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
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
        _thread.Join();
        _scope.Dispose();
    }

    // The queue has no bound of its own: an item is small, and whoever sends many waits for each.
    private Task<T> Queue<T>(Item<T> item)
    {
        item.KeepContext();
        _waiting.Enqueue(item);
        if (!_isTurnTaken) Monitor.Pulse(_gate);
        return item.Task;
    }

    private void CommitHere(Item item)
    {
        _group.Add(item);
        try
        {
            CommitTogether();
        }
        finally
        {
            lock (_gate) EndTurn();
        }
    }

    private void Loop()
    {
        while (TakeTurn())
        {
            CommitTogether();
            lock (_gate) EndTurn();
        }
    }

    private bool TakeTurn()
    {
        lock (_gate)
        {
            while (_isTurnTaken || _waiting.Count == 0)
            {
                if (_isClosed && !_isTurnTaken) return false;
                Monitor.Wait(_gate);
            }
            while (_group.Count < MaximumItemsInGroup && _waiting.TryPeek(out var item))
            {
                if (item.Alone && _group.Count > 0) break;
                _group.Add(_waiting.Dequeue());
                if (item.Alone) break;
            }
            return _isTurnTaken = true;
        }
    }

    private void EndTurn()
    {
        _lastGroup = _group.Count;
        _group.Clear();
        _isTurnTaken = false;
        if (_waiting.Count > 0 || _isClosed) Monitor.Pulse(_gate);
    }

    private void CommitTogether()
    {
        try
        {
            _scope.BeginGroup();
            foreach (var item in _group) RunOne(item);
            ExecutionContext.Run(_ownContext, static writer => ((Writer)writer!).Finish(), this);
            _scope.CommitGroup();
        }
        catch (Exception failure) // A writer that fails must fail its waiters, whatever the reason.
        {
            _scope.RollbackGroup();
            GroupLost?.Invoke();
            var told = StorageFailure.Describe(failure);
            foreach (var item in _group) item.Fail(told);
            return;
        }
        ExecutionContext.Run(_ownContext, static writer => ((Writer)writer!).Publish(), this);
        foreach (var item in _group) item.Acknowledge();
        _scope.Rest();
    }

    private void Finish()
    {
        _scope.BeginLast();
        BeforeCommit?.Invoke(_scope);
    }

    private void Publish()
    {
        try
        {
            GroupCommitted?.Invoke();
            _scope.RunAfterCommit();
        }
        catch (Exception defect)
        {
            // What is in memory no longer agrees with what was committed. A restart reads it anew; going on would answer wrongly.
            Environment.FailFast("What follows a commit has failed.", defect);
        }
    }

    private static Task<T> Closed<T>() => Task.FromException<T>(
        new UmulException(ErrorCode.StorageFailed, new Sentence(
            "Umul is shutting down; nothing of this request was stored. Send it again.",
            "Umul을 끄는 중이어서 이 요청은 저장하지 않았습니다. 다시 보내세요.")));

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
        private ExecutionContext? _context;
        private Exception? _refusal;
        private T? _answer;

        public Task<T> Task => _completion.Task;

        /// <summary>The work will run on another thread than the one that asked for it.</summary>
        public void KeepContext() => _context = ExecutionContext.Capture();

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
