namespace Umul.Import;

/// <summary>Keys of the tags under which facts from foreign sources are kept.</summary>
internal static class SourceTags
{
    public const string RunId = "wandb.run_id";
    public const string Project = "wandb.project";
    public const string Group = "wandb.group";
    public const string JobType = "wandb.job_type";
    public const string Sweep = "wandb.sweep";
    public const string Labels = "wandb.tags";
    public const string Notes = "umul.note";
    public const string Host = "umul.host";
    public const string GitRemote = "umul.git.remote";
    public const string GitCommit = "umul.git.commit";
}
