namespace Umul.Runs;

/// <summary>How a run stands. Numbers are stored: never renumber.</summary>
internal enum RunStatus
{
    /// <summary>Being executed.</summary>
    Running = 1,

    /// <summary>Waiting for a machine.</summary>
    Scheduled = 2,

    /// <summary>Ended well.</summary>
    Finished = 3,

    /// <summary>Ended with an error.</summary>
    Failed = 4,

    /// <summary>Stopped by a person or a guard.</summary>
    Killed = 5,
}

/// <summary>One execution of training or evaluation, without its params, metrics and tags.</summary>
internal sealed record Run
{
    /// <summary>Number inside the database, small and dense; never shown.</summary>
    public required long RowId { get; init; }

    /// <summary>The id that clients and links use: [A-Za-z0-9][\w-]{0,255}, usually 32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The project it belongs to.</summary>
    public required long ProjectId { get; init; }

    /// <summary>Shown name; need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>Who started it, as the client says.</summary>
    public required string UserName { get; init; }

    /// <summary>How it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Milliseconds since 1970, UTC, by the client's clock.</summary>
    public long? StartedMs { get; init; }

    /// <summary>Milliseconds since 1970, UTC, by the client's clock; null while running.</summary>
    public long? EndedMs { get; init; }

    /// <summary>When it was put into the bin, or null.</summary>
    public long? DeletedMs { get; init; }

    /// <summary>When Umul first heard of it, by the server's clock.</summary>
    public required long CreatedMs { get; init; }
}

/// <summary>What is needed to create a run.</summary>
internal sealed record NewRun
{
    /// <summary>Its project.</summary>
    public required long ProjectId { get; init; }

    /// <summary>Its id, or null for a new one. Importers and umul.py bring their own, so that a replay finds it again.</summary>
    public string? Id { get; init; }

    /// <summary>Shown name, or null for a made-up one.</summary>
    public string? Name { get; init; }

    /// <summary>Who started it.</summary>
    public string UserName { get; init; } = "";

    /// <summary>Milliseconds since 1970, UTC; null if the client did not say.</summary>
    public long? StartedMs { get; init; }

    /// <summary>Tags set at creation.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

/// <summary>Params, tags or metrics to be added to a run in one all-or-nothing step.</summary>
internal sealed record RunBatch
{
    /// <summary>Params: written once, never changed.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Params { get; init; } = [];

    /// <summary>Tags: the last value wins.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Metric points, in the order in which they were logged.</summary>
    public ReadOnlyMemory<Metrics.MetricPoint> Points { get; init; }

    /// <summary>The idempotent writer and its sequence number after this batch; a batch not beyond the stored position is dropped whole.</summary>
    public (string Writer, long Sequence)? Position { get; init; }
}
