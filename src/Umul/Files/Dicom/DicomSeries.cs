using Umul.Web;

namespace Umul.Files.Dicom;

/// <summary>A folder of slices as one volume, in the order of their places along the slices' normal, whatever they are called.</summary>
internal static class DicomSeries
{
    public static Raster Read(string folder, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        var slices = Slices(folder, limits);
        if (slices.Count == 0) throw FileFaults.Because(folder, new($"{folder}: there are no DICOM files in this folder. Give the folder that holds the slices.", $"{folder}: 이 폴더에 DICOM 파일이 없습니다. 슬라이스가 들어 있는 폴더를 지정하세요."));
        var series = slices.Select(slice => slice.Text(DicomTag.SeriesUid)).Distinct().Count();
        if (series > 1) throw FileFaults.Because(folder, new($"{folder}: the folder holds {series} series. Put each series into a folder of its own.", $"{folder}: 폴더에 시리즈가 {series}개 있습니다. 시리즈마다 폴더를 나누세요."));
        if (slices.Count == 1) return DicomReader.Read(slices[0], limits);
        var places = Ordered(slices, folder);
        var notes = new List<Sentence>();
        var rasters = slices.ConvertAll(slice => DicomReader.Read(slice, limits));
        var first = rasters[0];
        foreach (var raster in rasters)
            if (raster.Shape != first.Shape || !first.Shape.IsPlane) throw Differ(folder, first, raster);
        var elements = Joined(rasters, limits, folder);
        var step = places is null ? first.Spacing.Z : DicomGeometry.Step(places, notes);
        var spacing = new SpacingMm(step, first.Spacing.Y, first.Spacing.X);
        return new Raster
        {
            Name = folder,
            Format = "DICOM",
            Shape = first.Shape with { Depth = slices.Count, IsPlane = false },
            Elements = elements,
            Spacing = spacing,
            HasSpacing = first.HasSpacing,
            Affine = places is null ? null : DicomGeometry.Place(slices[0], spacing),
            Palette = first.Palette,
            Window = first.Window,
            IsInverted = first.IsInverted,
            Notes = [.. first.Notes, .. notes, new($"{slices.Count:N0} slices were put in order by {(places is null ? "their number" : "their place in the patient")}.", $"슬라이스 {slices.Count:N0}장을 {(places is null ? "번호" : "환자 기준 위치")} 순서로 정렬했습니다.")],
        };
    }

    private static List<DicomData> Slices(string folder, ReadLimits limits)
    {
        var slices = new List<DicomData>();
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            using var source = FileSource.Open(path, limits);
            if (!DicomParser.Recognises(source.Head)) continue;
            var data = DicomParser.Parse(source.ReadAll(), path, limits);
            if (data.Pixels.Count > 0) slices.Add(data);
        }
        return slices;
    }

    // Sorts the slices and gives their places in mm; null if they have none and only their numbers could be used.
    private static List<double>? Ordered(List<DicomData> slices, string folder)
    {
        if (slices.TrueForAll(slice => slice.Numbers(DicomTag.Position) is { Length: 3 } && slice.Numbers(DicomTag.Orientation) is { Length: 6 }))
        {
            var normal = DicomGeometry.Normal(slices[0].Numbers(DicomTag.Orientation));
            double Place(DicomData slice) => DicomGeometry.Dot(slice.Numbers(DicomTag.Position), normal);
            slices.Sort((a, b) => Place(a).CompareTo(Place(b)));
            var places = slices.ConvertAll(Place);
            for (var i = 1; i < places.Count; i++)
                if (places[i] - places[i - 1] < 1e-4)
                    throw FileFaults.Because(folder, new($"{folder}: {slices[i - 1].File} and {slices[i].File} lie at the same place. Keep one time point or reconstruction a folder.", $"{folder}: {slices[i - 1].File}와 {slices[i].File}의 위치가 같습니다. 시점이나 재구성마다 폴더를 나누세요."));
            return places;
        }
        slices.Sort((a, b) => Number(a).CompareTo(Number(b)));
        return null;
        static double Number(DicomData slice) => slice.Numbers(DicomTag.InstanceNumber) is [var number, ..] ? number : double.MaxValue;
    }

    private static Array Joined(List<Raster> rasters, ReadLimits limits, string folder)
    {
        var (first, count) = (rasters[0], rasters[0].Elements.Length);
        var bytes = (long)count * rasters.Count * first.ElementType.Size;
        if (bytes > limits.MostBytes || (long)count * rasters.Count > Array.MaxLength) throw FileFaults.TooLarge(folder, $"{rasters.Count}×{first.Shape}", bytes, limits.MostBytes);
        // One slice with a slope of its own makes the whole series one of scaled numbers.
        var type = rasters.TrueForAll(raster => raster.ElementType == first.ElementType) ? first.ElementType : ElementType.Float64;
        var joined = type.Allocate(count * rasters.Count);
        for (var i = 0; i < rasters.Count; i++)
        {
            if (type == rasters[i].ElementType) rasters[i].Bytes().CopyTo(Raster.BytesOf(joined)[(i * count * type.Size)..]);
            else Numbers.Copy(rasters[i].Elements, ((double[])joined).AsSpan(i * count, count));
        }
        return joined;
    }

    private static FileException Differ(string folder, Raster first, Raster other) => FileFaults.Because(folder, new(
        $"{folder}: slices differ in size: {first.Name} is {first.Shape}, {other.Name} is {other.Shape}. Keep one series a folder, without localisers.",
        $"{folder}: 슬라이스 크기가 다릅니다. {first.Name} {first.Shape}, {other.Name} {other.Shape}. 위치 확인용 영상을 빼고 시리즈마다 폴더를 나누세요."));
}
