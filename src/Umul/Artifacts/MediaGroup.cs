using System.Globalization;
using System.Text.RegularExpressions;
using Umul.Runs;

namespace Umul.Artifacts;

/// <summary>Everything that was logged under one name: at each step one or more items. A mask lies over the image of its step.</summary>
internal sealed record MediaGroup(string Name, IReadOnlyList<MediaGroup.AtStep> Steps)
{
    internal sealed record AtStep(long Step, IReadOnlyList<Item> Items);

    internal sealed record Item(string Kind, string Url, string Caption, string? Mask);
}

/// <summary>
/// A run's media from both sources: items recorded as such, and image files under the names that MLflow's <c>log_image</c> gives
/// (<c>images/&lt;key with # for /&gt;%step%N%timestamp%T%id.png</c>).
/// </summary>
internal static partial class RunMedia
{
    public static IReadOnlyList<MediaGroup> Of(Run run, MediaStore media, ArtifactStore artifacts)
    {
        var recorded = media.OfRun(run);
        var known = recorded.Select(item => item.Path).ToHashSet(StringComparer.Ordinal);
        var named = artifacts.All(run.Id).Where(file => !known.Contains(file.Path)).Select(FromFileName).OfType<MediaItem>();
        return [.. recorded.Concat(named)
            .GroupBy(item => MaskedName(item))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new MediaGroup(group.Key, [.. group.GroupBy(item => item.Step).OrderBy(step => step.Key).Select(step => ToStep(run.Id, step))]))];
    }

    private static MediaGroup.AtStep ToStep(string runId, IGrouping<long, MediaItem> items)
    {
        var masks = new Queue<MediaItem>(items.Where(item => item.Kind == "mask").OrderBy(item => item.Ordinal));
        var shown = new List<MediaGroup.Item>();
        foreach (var item in items.Where(item => item.Kind != "mask").OrderBy(item => item.Ordinal).ThenBy(item => item.LoggedMs))
        {
            var mask = item.Kind == "image" && masks.TryDequeue(out var over) ? FileLink.To(runId, over.Path) : null;
            shown.Add(new MediaGroup.Item(item.Kind, FileLink.To(runId, item.Path), item.Caption, mask));
        }
        shown.AddRange(masks.Select(mask => new MediaGroup.Item("mask", FileLink.To(runId, mask.Path), mask.Caption, null)));
        return new MediaGroup.AtStep(items.Key, shown);
    }

    // "val/lesion/mask" and "val/lesion_mask" lie over "val/lesion".
    private static string MaskedName(MediaItem item) => item.Kind == "mask" ? MaskSuffix().Replace(item.Name, "") : item.Name;

    private static MediaItem? FromFileName(Artifact file)
    {
        var match = LoggedImage().Match(file.Path);
        return !match.Success || !long.TryParse(match.Groups["step"].Value, CultureInfo.InvariantCulture, out var step) ? null : new MediaItem
        {
            Name = match.Groups["key"].Value.Replace('#', '/'),
            Step = step,
            Ordinal = 0,
            Kind = "image",
            Path = file.Path,
            LoggedMs = file.ModifiedMs,
        };
    }

    // The smaller copy (%compressed.webp) shows nothing that the original does not
    [GeneratedRegex(@"^images/(?<key>.+?)%step%(?<step>-?\d{1,18})%timestamp%\d+%[^%/]+\.(?:png|jpe?g|gif|webp|bmp)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoggedImage();

    [GeneratedRegex("[/_ .-]masks?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MaskSuffix();
}
