using Umul.Files.Json;
using Umul.Web;

namespace Umul.Files.Annotations;

/// <summary>A ground-truth file of COCO.</summary>
internal sealed record CocoReference(
    CocoObjects Objects, IReadOnlyList<CocoImage> Images, IReadOnlyList<CocoCategory> Categories, IReadOnlyList<Sentence> Notes);

/// <summary>An image of a ground-truth file; 0 where its size is not given.</summary>
internal sealed record CocoImage(long Id, string FileName, int Height, int Width);

internal sealed record CocoCategory(long Id, string Name);

/// <summary>The two lists beside the annotations.</summary>
internal static class CocoLists
{
    public static List<CocoImage> Images(ref JsonScan scan)
    {
        var images = new List<CocoImage>();
        scan.Require((byte)'[');
        var isFirst = true;
        while (scan.NextElement(ref isFirst)) images.Add(Image(ref scan));
        return images;
    }

    public static List<CocoCategory> Categories(ref JsonScan scan)
    {
        var categories = new List<CocoCategory>();
        scan.Require((byte)'[');
        var isFirst = true;
        while (scan.NextElement(ref isFirst))
        {
            var (id, name) = (0L, "");
            scan.BeginObject();
            var first = true;
            while (scan.NextName(ref first, out var field))
            {
                if (field.SequenceEqual("id"u8)) id = scan.Integer();
                else if (field.SequenceEqual("name"u8) && scan.Peek() == '"') name = scan.String();
                else scan.Skip();
            }
            categories.Add(new CocoCategory(id, name));
        }
        return categories;
    }

    private static CocoImage Image(ref JsonScan scan)
    {
        var (id, name, height, width) = (0L, "", 0L, 0L);
        scan.BeginObject();
        var isFirst = true;
        while (scan.NextName(ref isFirst, out var field))
        {
            if (field.SequenceEqual("id"u8)) id = scan.Integer();
            else if (field.SequenceEqual("file_name"u8) && scan.Peek() == '"') name = scan.String();
            else if (field.SequenceEqual("height"u8) && !scan.IsNull()) height = scan.Integer();
            else if (field.SequenceEqual("width"u8) && !scan.IsNull()) width = scan.Integer();
            else scan.Skip();
        }
        return new CocoImage(id, name, (int)Math.Clamp(height, 0, int.MaxValue), (int)Math.Clamp(width, 0, int.MaxValue));
    }
}
