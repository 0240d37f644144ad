using Umul.Runs;

namespace Umul.Comparisons.Why;

/// <summary>Is the comparison sound, and what else changed? Both are read off the records.</summary>
internal static class ConfigQuestion
{
    private const int MostListed = 12;

    // What a run is called and where it writes says nothing about how it was trained.
    private static readonly HashSet<string> s_never = new(StringComparer.OrdinalIgnoreCase)
    {
        "seed", "random_seed", "random-seed", "rng_seed", "manual_seed", "run_name", "name", "experiment", "experiment_name", "idea", "output", "output_dir", "out_dir", "log_dir", "logdir", "save_dir", "checkpoint_dir",
    };

    // Tags of umul.py and of MLflow that say how a run was made.
    private static readonly string[] s_made = ["umul.git.commit", "umul.git.dirty", "mlflow.source.git.commit", "umul.python", "umul.torch", "umul.gpu", "umul.gpus"];

    // What a person reads for a check whose values are words of one language.
    private static readonly ComparabilityKind[] s_wordy = [ComparabilityKind.Missing, ComparabilityKind.Finished, ComparabilityKind.Selection];

    public static void AskComparable(WhyInputs inputs, WhyDraft draft)
    {
        var checks = inputs.Read.Checks;
        var differ = checks.Where(c => c.IsSame == false && c.Effect != Evaluation.Statistics.GuardEffect.Note).ToList();
        foreach (var check in differ)
        {
            var (left, right) = s_wordy.Contains(check.Kind) ? ("≠", "≠") : (check.Baseline, check.Idea);
            draft.Findings.Add(new WhyFinding
            {
                Step = WhyStep.Comparability,
                Key = $"check-{check.Kind}",
                Label = check.Kind.ToString(),
                Statement = new Web.Sentence(Words(Web.Language.English, check, left, right), Words(Web.Language.Korean, check, left, right)),
                Certainty = WhyCertainty.Recorded,
                IsValidity = true,
            });
        }
        var differing = checks.Where(c => c.IsSame == false).ToList();
        if (differing.Count > 0) draft.Answers.Add(new WhyAnswer(WhyStep.Comparability, new Web.Sentence(Named(Web.Language.English, differing), Named(Web.Language.Korean, differing))));
        else draft.Answer(WhyStep.Comparability, t => t.ChecksHold(checks.Count(c => c.IsSame == true), checks.Count(c => c.IsSame is null)));
    }

    /// <summary>An idea that came from a finding is not confirmed by the cases that suggested it.</summary>
    public static void AskUnseen(WhyInputs inputs, WhyDraft draft, Suggestion? suggestion)
    {
        if (suggestion is null) return;
        var again = inputs.Cases.Intersect(suggestion.Cases, StringComparer.Ordinal).ToList();
        if (again.Count == 0)
        {
            draft.Answer(WhyStep.Comparability, t => t.Unseen(suggestion.Split));
            return;
        }
        draft.Answer(WhyStep.Comparability, t => t.MustConfirm(suggestion.Split, again.Count));
        draft.Findings.Add(new WhyFinding
        {
            Step = WhyStep.Comparability,
            Key = "seen-cases",
            Label = suggestion.Finding,
            Statement = WhyDraft.Say(t => t.MustConfirm(suggestion.Split, again.Count)),
            Certainty = WhyCertainty.Recorded,
            IsValidity = true,
            Cases = again,
        });
    }

    /// <param name="inputs">What is asked about.</param>
    /// <param name="draft">Takes the answer.</param>
    /// <param name="baseline">What is recorded of the baseline's runs.</param>
    /// <param name="idea">What is recorded of the idea's runs.</param>
    /// <param name="patches">Uncommitted changes of a run of each arm; "" where there are none.</param>
    public static void AskConfig(WhyInputs inputs, WhyDraft draft, IReadOnlyList<RunData> baseline, IReadOnlyList<RunData> idea, (string Baseline, string Idea) patches)
    {
        var text = inputs.Node.Idea.Text;
        var diff = ConfigDiff.Of(baseline.Select(Settings), idea.Select(Settings), key => text.ConfigKeys.Contains(key, StringComparer.Ordinal), s_never.Contains);
        if (diff.Same + diff.Varying + diff.Declared.Count + diff.Undeclared.Count == 0)
        {
            draft.NotAsked(WhyStep.Config, t => t.ConfigNotRecorded, t => t.ConfigRemedy);
            return;
        }
        var all = diff.Declared.Concat(diff.Undeclared).ToList();
        if (text.ConfigKeys.Count + text.Files.Count == 0)
        {
            draft.Answer(WhyStep.Config, t => t.ConfigNothingDeclared(all.Count, all.Count == 0 ? "–" : List(all), diff.Same, diff.Varying));
            return;
        }
        draft.Answer(WhyStep.Config, t => t.ConfigDeclared(diff.Declared.Count, diff.Undeclared.Count, diff.Same, diff.Varying));
        // Files were declared and the commit is another: that is what was announced.
        var unexpected = diff.Undeclared.Where(c => text.Files.Count == 0 || !c.Key.Contains("git", StringComparison.Ordinal)).ToList();
        unexpected.AddRange(CodeDiff.Files(patches.Baseline, patches.Idea).Where(file => !IsDeclared(file, text.Files)).Select(file => new ConfigChange(file, "", "±")));
        if (unexpected.Count == 0) return;
        draft.Findings.Add(new WhyFinding
        {
            Step = WhyStep.Config,
            Key = "undeclared",
            Label = string.Join(", ", unexpected.Take(3).Select(c => c.Key)),
            Statement = WhyDraft.Say(t => t.Undeclared(unexpected.Count, List(unexpected))),
            Certainty = WhyCertainty.Recorded,
            IsValidity = true,
        });
    }

    // As people write files: the path, or its end.
    private static bool IsDeclared(string file, IReadOnlyList<string> declared) => declared.Any(d => file == d || file.EndsWith("/" + d, StringComparison.Ordinal));

    private static string Named(Web.Language language, List<ComparabilityCheck> checks)
    {
        var names = new Web.Texts.ComparisonPageTexts(language);
        return new Web.Texts.WhyTexts(language).ChecksDiffer(checks.Count, string.Join(", ", checks.Select(c => names.CheckName(c.Kind.ToString()))));
    }

    private static string Words(Web.Language language, ComparabilityCheck check, string left, string right) =>
        new Web.Texts.WhyTexts(language).CheckDiffers(new Web.Texts.ComparisonPageTexts(language).CheckName(check.Kind.ToString()), left, right);

    private static IEnumerable<KeyValuePair<string, string>> Settings(RunData run) => run.Params.Concat(run.Tags.Where(tag => s_made.Contains(tag.Key, StringComparer.Ordinal)));

    private static string List(List<ConfigChange> changes) =>
        string.Join("; ", changes.Take(MostListed).Select(c => $"{c.Key}: {Short(c.Was)} → {Short(c.Now)}")) + (changes.Count > MostListed ? "; …" : "");

    private static string Short(string value) => value.Length == 0 ? "–" : value.Length > 40 ? value[..39] + "…" : value;
}
