using Umul.Files.Tables;

namespace Umul.Comparisons;

/// <summary>Which column of a table of scores says what: as the command line names them, else by their usual names.</summary>
/// <param name="Case">Names the case; null looks for a usual name.</param>
/// <param name="Unit">Names the independent unit, such as the patient; null looks for a usual name.</param>
/// <param name="Seed">Tells the runs of one file apart; null looks for a usual name.</param>
/// <param name="Method">Tells the methods of one file apart; null looks for a usual name, where methods are wanted.</param>
internal sealed record ScoreColumns(string? Case = null, string? Unit = null, string? Seed = null, string? Method = null)
{
    private static readonly string[] s_cases = ["case", "case_id", "caseid", "id", "name", "utterance", "utt_id", "image_id", "image", "file", "filename", "file_name", "path"];
    private static readonly string[] s_units = ["group", "group_id", "patient", "patient_id", "subject", "subject_id", "speaker", "speaker_id", "spk_id"];
    private static readonly string[] s_seeds = ["seed", "run", "run_id", "replicate"];
    private static readonly string[] s_methods = ["method", "model", "algorithm", "team", "idea"];

    /// <summary>Whether a long file may hold several methods.</summary>
    public bool WantsMethods { get; init; }

    public int CaseIn(DelimitedTable table)
    {
        var at = Find(table, Case, s_cases);
        return at >= 0 ? at : throw ScoreFaults.NoCase(table.Name, table.Header);
    }

    public int UnitIn(DelimitedTable table) => Find(table, Unit, s_units);

    public int SeedIn(DelimitedTable table) => Find(table, Seed, s_seeds);

    public int MethodIn(DelimitedTable table) => WantsMethods ? Find(table, Method, s_methods) : -1;

    private static int Find(DelimitedTable table, string? named, string[] usual)
    {
        if (named is null) return table.Column(usual);
        var at = table.Column(named);
        return at >= 0 ? at : throw ScoreFaults.NoColumn(table.Name, named, table.Header);
    }
}
