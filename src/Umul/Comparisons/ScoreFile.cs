using System.Globalization;
using Umul.Evaluation.Statistics;
using Umul.Files.Tables;

namespace Umul.Comparisons;

/// <summary>
/// A table of scores: one row per case, one column of numbers per metric; a seed column makes several runs of one file, a method column
/// several methods. A score that is empty, NaN or infinite is missing.
/// </summary>
internal sealed class ScoreFile
{
    private readonly DelimitedTable _table;
    private readonly int _case;
    private readonly int _unit;
    private readonly int _seed;
    private readonly int _method;

    private ScoreFile(DelimitedTable table, ScoreColumns columns)
    {
        if (table.Rows.Count == 0) throw ScoreFaults.NoRows(table.Name);
        _table = table;
        (_case, _unit, _seed, _method) = (columns.CaseIn(table), columns.UnitIn(table), columns.SeedIn(table), columns.MethodIn(table));
        // A column that was found by its usual name serves once: "run" may not tell seeds and cases at the same time.
        if (_seed == _case || _seed == _unit) _seed = -1;
        Metrics = [.. Enumerable.Range(0, table.Header.Count).Where(at => at != _case && at != _unit && at != _seed && at != _method && IsNumeric(at)).Select(at => table.Header[at])];
    }

    public string Name => _table.Name;

    /// <summary>Name of the column of units; null if cases are on their own.</summary>
    public string? UnitColumn => _unit < 0 ? null : _table.Header[_unit];

    /// <summary>Columns in which every cell is a number or missing.</summary>
    public IReadOnlyList<string> Metrics { get; }

    public static ScoreFile Read(string path, ScoreColumns columns) => new(DelimitedTable.Read(path), columns);

    /// <summary>The runs of the file, by method ("" without a method column), in the order in which they first occur.</summary>
    public IReadOnlyList<(string Method, RunScores Run)> Runs(string metric)
    {
        var at = _table.Column(metric);
        if (at < 0) throw ScoreFaults.NoColumn(Name, metric, _table.Header);
        var stem = Path.GetFileNameWithoutExtension(Name);
        return [.. _table.Rows.GroupBy(row => (Method: Cell(row, _method), Seed: Cell(row, _seed))).Select(rows =>
        {
            var (method, seed) = rows.Key;
            var scores = new RunScores(
                seed is null ? stem : $"{stem} · {seed}",
                [.. rows.Select(row => Named(row, _case))],
                [.. rows.Select(row => Number(row.Cells[at]) ?? throw ScoreFaults.NotANumber(Name, row.Line, metric, row.Cells[at]))]) { Seed = seed };
            return (method ?? "", scores);
        })];
    }

    /// <summary>Adds the unit of each case.</summary>
    public void AddUnits(Dictionary<string, string> units)
    {
        if (_unit < 0) return;
        foreach (var row in _table.Rows)
        {
            var (name, unit) = (Named(row, _case), Named(row, _unit));
            if (!units.TryAdd(name, unit) && units[name] != unit) throw ScoreFaults.TwoUnits(Name, name, unit, units[name]);
        }
    }

    private bool IsNumeric(int at) => _table.Rows.All(row => Number(row.Cells[at]) is not null) && _table.Rows.Any(row => row.Cells[at].Trim().Length > 0);

    private string Named(TableRow row, int at) => Cell(row, at) is { Length: > 0 } name ? name : throw ScoreFaults.NoName(Name, row.Line, _table.Header[at]);

    private static string? Cell(TableRow row, int at) => at < 0 ? null : row.Cells[at].Trim();

    // Python writes nan and inf; a spreadsheet leaves the cell empty.
    private static double? Number(string cell) => cell.Trim().ToLowerInvariant() switch
    {
        "" or "nan" or "na" or "n/a" or "none" or "null" or "inf" or "+inf" or "-inf" or "infinity" or "-infinity" => double.NaN,
        var word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };
}
