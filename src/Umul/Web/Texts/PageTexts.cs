namespace Umul.Web.Texts;

/// <summary>Everything a page may say, by feature, in the language of its reader.</summary>
internal sealed class PageTexts(Language language)
{
    public Language Language { get; } = language;

    /// <summary>The value of <c>html lang</c>.</summary>
    public string Code => Preferences.Code(Language);

    public ShellTexts Shell { get; } = new(language);
    public ProblemTexts Problem { get; } = new(language);
    public ProjectTexts Project { get; } = new(language);
    public DataTexts Data { get; } = new(language);
    public RunTexts Run { get; } = new(language);
    public ProvenanceTexts Provenance { get; } = new(language);
    public FileTexts File { get; } = new(language);
    public IdeaTexts Idea { get; } = new(language);
    public ChallengeTexts Challenge { get; } = new(language);
    public LedgerTexts Ledger { get; } = new(language);
    public CompareTexts Compare { get; } = new(language);
    public SettingsTexts Settings { get; } = new(language);
    public TimeTexts Time { get; } = new(language);
    public AccessTexts Access { get; } = new(language);
    public CaseTexts Case { get; } = new(language);
    public ComparisonPageTexts Comparison { get; } = new(language);
    public ReportTexts Report { get; } = new(language);
    public ReportMethodTexts ReportMethod { get; } = new(language);
    public ReportChecklistTexts ReportChecklist { get; } = new(language);
    public WhyTexts Why { get; } = new(language);
    public IslandTexts Island { get; } = new(language);
}
