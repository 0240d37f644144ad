using Umul.Web;

namespace Umul.Files.Masks;

/// <summary>Joins masks of one image that were saved apart, one object a file, as BUSI's <c>_mask</c> and <c>_mask_1</c>.</summary>
internal static class MaskUnion
{
    /// <summary>A voxel has the label that any of the masks gives it.</summary>
    /// <exception cref="FileException">A mask lies on another grid, or two give a voxel different labels.</exception>
    public static LabelMask Of(IReadOnlyList<LabelMask> masks)
    {
        var first = masks[0];
        if (masks.Count == 1) return first;
        var words = (ushort[])first.ToWords().Clone();
        foreach (var mask in masks.Skip(1))
        {
            if (GeometryCheck.Compare(first.Geometry, mask.Geometry) is { Agrees: false } differ) throw OtherGrid(first, mask, differ.Differences.Contains(GeometryDifference.Shape));
            var own = mask.ToWords();
            var conflicts = 0L;
            for (var i = 0; i < words.Length; i++)
            {
                if (own[i] == 0) continue;
                if (words[i] != 0 && words[i] != own[i]) conflicts++;
                words[i] = own[i];
            }
            if (conflicts > 0)
                throw FileFaults.Because(mask.Geometry.Name, new(
                    $"{mask.Geometry.Name}: {conflicts:N0} voxels have another label than in {first.Geometry.Name}, so both masks cannot be one reference. Correct one of them, or name them as different cases.",
                    $"{mask.Geometry.Name}: 복셀 {conflicts:N0}개의 레이블이 {first.Geometry.Name}과(와) 달라 하나의 기준으로 합칠 수 없습니다. 한쪽을 고치거나 다른 케이스 이름을 붙이세요."));
        }
        var counts = new long[ushort.MaxValue + 1];
        foreach (var label in words) counts[label]++;
        var found = MaskReading.Found(counts);
        var isSmall = found[^1].Label <= byte.MaxValue;
        var names = string.Join(", ", masks.Select(mask => Path.GetFileName(mask.Geometry.Name)));
        return new LabelMask
        {
            Geometry = first.Geometry,
            Bytes = isSmall ? Array.ConvertAll(words, label => (byte)label) : null,
            Words = isSmall ? null : words,
            Kind = first.Kind,
            Found = found,
            Notes = [.. masks.SelectMany(mask => mask.Notes).Distinct(), new Sentence($"The reference is in {masks.Count} files ({names}); they were joined: what any of them marks is marked.", $"기준이 파일 {masks.Count}개({names})에 나뉘어 있어 하나라도 표시한 곳을 모두 표시한 것으로 합쳤습니다.")],
        };
    }

    private static FileException OtherGrid(LabelMask first, LabelMask mask, bool isShape) => FileFaults.Because(mask.Geometry.Name, isShape
        ? new($"{mask.Geometry.Name}: {mask.Geometry}, but {first.Geometry.Name} of the same case is {first.Geometry}. Save both masks in one size.", $"{mask.Geometry.Name}: {mask.Geometry}인데 같은 케이스의 {first.Geometry.Name}은(는) {first.Geometry}입니다. 두 마스크를 같은 크기로 저장하세요.")
        : new($"{mask.Geometry.Name}: not on the grid of {first.Geometry.Name} of the same case ({mask.Geometry}; {first.Geometry}). Save both masks on one grid.", $"{mask.Geometry.Name}: 같은 케이스의 {first.Geometry.Name}과(와) 격자가 다릅니다({mask.Geometry}, {first.Geometry}). 같은 격자에 저장하세요."));
}
