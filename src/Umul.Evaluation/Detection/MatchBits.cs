namespace Umul.Evaluation.Detection;

/// <summary>
/// What became of every prediction in every area range: bit t says "hit" or "false alarm" at threshold t; neither bit means that the
/// prediction counts for nothing there. Indexed by slot (the place in <see cref="DetectionCells.Predictions"/>).
/// </summary>
internal sealed class MatchBits(int slots, int cells, int ranges)
{
    private readonly ushort[] _hits = new ushort[slots * ranges];
    private readonly ushort[] _alarms = new ushort[slots * ranges];
    private readonly int[] _wanted = new int[cells * ranges];

    /// <summary>Place of each slot among the detections of its image and category, best first.</summary>
    public int[] Ranks { get; } = new int[slots];

    public Span<ushort> Hits(int range) => _hits.AsSpan(range * slots, slots);

    public Span<ushort> Alarms(int range) => _alarms.AsSpan(range * slots, slots);

    /// <summary>Reference objects that count, for each cell.</summary>
    public Span<int> Wanted(int range) => _wanted.AsSpan(range * cells, cells);

    /// <summary>Set when a prediction matched an object of id 0, which pycocotools takes for no match.</summary>
    public bool SawIdZero { get; set; }
}
