using Umul.Artifacts;
using Umul.Evaluation.Transcription;
using Umul.Files;
using Umul.Files.Tables;
using Umul.Files.Transcripts;
using Umul.Outcomes.Pairing;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes.Pages;

/// <summary>What a run heard in a case, aligned with what was said.</summary>
/// <param name="Run">The run.</param>
/// <param name="File">Where it was read; "" if the run logged nothing for the case.</param>
/// <param name="Text">As it stands there; null if there is none.</param>
/// <param name="Alignment">Null if there is nothing to align.</param>
/// <param name="Problem">Why the run's file could not be read.</param>
internal sealed record HeardText(Run Run, string File, string? Text, TranscriptAlignment? Alignment, Sentence? Problem);

/// <summary>
/// The transcripts of a case: what was said, by the dataset (a text file of the case or a column such as <c>text</c>), and what runs heard,
/// by a text file of the case or a table of all utterances among their predictions.
/// </summary>
internal sealed class CaseTranscript(CaseFiles files, ShownOutcomes shown)
{
    private static readonly string[] s_columns = ["text", "transcript", "transcription", "sentence"];

    /// <summary>What was said; null if the dataset does not say.</summary>
    public string? Said { get; private set; }

    public IReadOnlyList<HeardText> Heard { get; private set; } = [];

    /// <summary>What is aligned: words, or characters (in Korean, syllables).</summary>
    public TranscriptUnit Unit { get; private set; }

    /// <summary>The recording's name; null if the case has none.</summary>
    public string? Audio { get; private set; }

    /// <summary>Whether the case is one of speech.</summary>
    public bool IsThere => Said is not null || Heard.Any(heard => heard.Text is not null) || Audio is not null;

    /// <summary>Reads what there is. <paramref name="unit"/> is word or syllable; if not given, syllables for Korean.</summary>
    public void Load(long project, string split, string id, IReadOnlyList<Run> runs, string? unit)
    {
        var described = files.Described(project, split, id);
        Audio = described?.Case.Files.FirstOrDefault(file => CaseFileKinds.Of(file.Path) == CaseFileKind.Audio)?.Path;
        Said = described is var (dataset, found) ? Reference(dataset, found) : null;
        if (Said is null && Audio is null) return;
        Unit = unit switch
        {
            "word" => TranscriptUnit.Word,
            "syllable" => TranscriptUnit.Character,
            _ => Said?.Any(letter => letter is >= '가' and <= '힣' or >= 'ᄀ' and <= 'ᇿ') == true ? TranscriptUnit.Character : TranscriptUnit.Word,
        };
        Heard = [.. runs.Where(run => !shown.IsSealed(run, split)).Select(run => Prediction(project, split, id, run))];
    }

    /// <summary>Notes what of a test split was shown.</summary>
    public Task NoteLook(string split) => shown.NoteLook([.. Heard.Where(heard => heard.Text is not null).Select(heard => heard.Run)], split, ["prediction"]);

    private string? Reference(Datasets.Dataset dataset, Datasets.DatasetCase found)
    {
        var columns = files.Columns(dataset);
        for (var i = 0; i < columns.Count; i++)
            if (s_columns.Contains(columns[i], StringComparer.OrdinalIgnoreCase) && found.Metadata[i].Length > 0) return found.Metadata[i];
        return found.File(Datasets.FileRoles.Reference) is { } file && CaseFileKinds.Of(file.Path) == CaseFileKind.Text && !CaseBoxes.IsBoxes(file.Path, () => files.Bytes(dataset, file))
            ? TextOf(files.Bytes(dataset, file), file.Path, found.Id, isOwn: true) : null;
    }

    private HeardText Prediction(long project, string split, string id, Run run)
    {
        var prefix = $"predictions/{split}/";
        Artifact[] texts = [.. files.Logged(project, split, run.Id).Where(a => CaseFileKinds.Of(a.Path) == CaseFileKind.Text && !a.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))];
        // The case's own file before tables that may hold it.
        foreach (var file in texts.OrderBy(file => IsOf(file.Path[prefix.Length..], id) ? 0 : 1))
        {
            try
            {
                if (TextOf(files.Bytes(file), file.Path, id, IsOf(file.Path[prefix.Length..], id)) is { } text) return new HeardText(run, file.Path, text, Align(text), null);
            }
            catch (FileException refused)
            {
                return new HeardText(run, file.Path, null, null, refused.Sentence);
            }
        }
        return new HeardText(run, "", null, null, null);
    }

    private TranscriptAlignment? Align(string heard) => Said is null ? null : TranscriptAlignment.Of(Said, heard, Unit);

    private static bool IsOf(string name, string id)
    {
        var stem = FoundFile.StemOf(name.Normalize());
        return stem == id || CasePairing.Strip(stem) == CasePairing.Strip(id);
    }

    /// <summary>The utterance of the case in a file: the one of its name, or, of a file of its own, all that stands in it. Null if it is not there.</summary>
    internal static string? TextOf(byte[] content, string path, string id, bool isOwn)
    {
        // Nothing said is an empty file.
        if (content.Length == 0) return isOwn ? "" : null;
        var text = TextFile.Of(content, path);
        var isTable = Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv" or ".trn" or ".stm";
        if (isTable || !isOwn)
        {
            var utterances = TranscriptFile.Of(text).Utterances;
            var found = utterances.FirstOrDefault(u => u.Id == id) ?? utterances.FirstOrDefault(u => FoundFile.StemOf(u.Id.Replace('\\', '/')) == FoundFile.StemOf(id));
            if (found is not null || !isOwn) return found?.Text;
        }
        return string.Join(' ', text.Lines().Select(line => line.Line.Trim()).Where(line => line.Length > 0));
    }
}
