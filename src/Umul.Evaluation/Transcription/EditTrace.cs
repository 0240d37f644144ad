namespace Umul.Evaluation.Transcription;

/// <summary>Collects an alignment from its end to its beginning: counts always, steps only if someone wants them.</summary>
internal struct EditTrace(List<EditOperation>? steps)
{
    private long _hits, _substitutions, _deletions, _insertions;

    public readonly EditCounts Counts => new(_hits, _substitutions, _deletions, _insertions);

    public void Pair(bool isSame)
    {
        if (isSame)
            _hits++;
        else
            _substitutions++;
        steps?.Add(isSame ? EditOperation.Hit : EditOperation.Substitution);
    }

    public void Delete(int count = 1)
    {
        _deletions += count;
        Add(EditOperation.Deletion, count);
    }

    public void Insert(int count = 1)
    {
        _insertions += count;
        Add(EditOperation.Insertion, count);
    }

    public void Hit(int count)
    {
        _hits += count;
        Add(EditOperation.Hit, count);
    }

    private readonly void Add(EditOperation operation, int count)
    {
        for (var i = 0; steps is not null && i < count; i++)
            steps.Add(operation);
    }
}
