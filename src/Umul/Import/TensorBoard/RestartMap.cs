namespace Umul.Import.TensorBoard;

/// <summary>Decides which values of one series a restarted job wrote again, with memory for the restarts only.</summary>
/// <remarks>
/// A job that is killed at step 100 and goes on from its checkpoint at step 80 writes 81 to 100 twice. TensorBoard's rule: a value of
/// step s drops every earlier value of the series whose step is not below s. The rule is applied as it stands where a new event file
/// begins, since a restart opens one. Inside a file a *lower* step restarts too (a notebook cell run twice), but an equal step does not:
/// jobs that log everything at step 0 would keep one value of all.
/// Use: <see cref="Observe"/> every value of a first pass, then ask <see cref="NextSurvives"/> in a second pass in the same order.
/// </remarks>
internal sealed class RestartMap
{
    private readonly List<Segment> segments = [];
    private long observed;
    private long lastStep;
    private int lastFile = -1;
    private long asked;
    private int current;
    private long highestBefore = long.MinValue;
    private long highestNow = long.MinValue;

    /// <summary>Forgets everything but the place where the series stands, for the next stretch of a growing file.</summary>
    public void Clear()
    {
        segments.Clear();
        (observed, asked, current, lastFile) = (0, 0, 0, -1);
        highestBefore = Math.Max(highestBefore, highestNow);
    }

    public void Observe(long step, int file)
    {
        var restarts = file == lastFile ? step < lastStep : step <= lastStep;
        if (segments.Count == 0 || restarts)
            segments.Add(new Segment(observed, step));
        (lastStep, lastFile) = (step, file);
        observed++;
    }

    /// <summary>Turns the first steps of the segments into the lowest first step of all later ones.</summary>
    public void Seal()
    {
        var lowest = long.MaxValue;
        var anyLater = false;
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            var first = segments[i].Bound;
            segments[i] = segments[i] with { Bound = lowest, HasLater = anyLater };
            lowest = Math.Min(lowest, first);
            anyLater = true;
        }
        (asked, current) = (0, 0);
    }

    /// <summary>
    /// Whether the value that <see cref="NextSurvives"/> is asked for next begins a restart that drops values handed over by an earlier import
    /// (<paramref name="isNew"/> false then, true now).
    /// </summary>
    public bool NextTakesBack(long step, bool isNew)
    {
        if (!isNew)
        {
            highestBefore = Math.Max(highestBefore, step);
            return false;
        }
        highestNow = Math.Max(highestNow, step);
        return step <= highestBefore && segments.Exists(segment => segment.Start == asked);
    }

    public bool NextSurvives(long step)
    {
        while (current + 1 < segments.Count && segments[current + 1].Start <= asked)
            current++;
        asked++;
        // A file that grew between the passes brings values that were not observed: they are newer than everything else.
        return asked > observed || !segments[current].HasLater || step < segments[current].Bound;
    }

    private readonly record struct Segment(long Start, long Bound, bool HasLater = false);
}
