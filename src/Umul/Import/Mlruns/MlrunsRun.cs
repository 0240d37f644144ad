namespace Umul.Import.Mlruns;

/// <summary>One run folder of an MLflow file store with what its <c>meta.yaml</c> says.</summary>
internal sealed record MlrunsRun(string Folder, string Id, string Project, bool ProjectIsDeleted, IReadOnlyDictionary<string, string> Meta);
