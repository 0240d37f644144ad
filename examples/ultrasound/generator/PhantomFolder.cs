using System.Globalization;
using System.Text;

namespace Umul.Examples.Phantoms;

/// <summary>Writes images/, masks/, metadata.csv and splits.csv.</summary>
internal static class PhantomFolder
{
    public static void Write(string folder, IReadOnlyList<PhantomCase> cases)
    {
        var images = Directory.CreateDirectory(Path.Combine(folder, "images")).FullName;
        var masks = Directory.CreateDirectory(Path.Combine(folder, "masks")).FullName;
        foreach (var phantom in cases)
        {
            PngWriter.Write(Path.Combine(images, phantom.Name + ".png"), phantom.Image, Scanner.ImageSize);
            PngWriter.Write(Path.Combine(masks, phantom.Name + ".png"), Array.ConvertAll(phantom.Mask, inside => inside ? (byte)255 : (byte)0), Scanner.ImageSize);
        }

        File.WriteAllText(Path.Combine(folder, "metadata.csv"), Metadata(cases));
        File.WriteAllText(Path.Combine(folder, "splits.csv"), Splits(cases));
    }

    private static string Metadata(IReadOnlyList<PhantomCase> cases)
    {
        var text = new StringBuilder(
            "case,patient,split,image,mask,device,kind,diameter_mm,area_mm2,depth_mm,contrast_db,border_blur_mm,posterior_loss_db,spacing_mm\n");
        foreach (var phantom in cases)
        {
            text.Append(CultureInfo.InvariantCulture, $"{phantom.Name},{phantom.Patient.Name},{phantom.Patient.Split},");
            text.Append(CultureInfo.InvariantCulture, $"images/{phantom.Name}.png,masks/{phantom.Name}.png,{phantom.Patient.Device.Name},{phantom.Lesion.Kind},");
            text.Append(CultureInfo.InvariantCulture, $"{phantom.DiameterMm:0.00},{phantom.AreaMm2:0.00},{phantom.Lesion.CentreYMm:0.0},{phantom.ContrastDb:0.0},");
            text.Append(CultureInfo.InvariantCulture, $"{phantom.Lesion.BorderBlurMm:0.00},{phantom.Lesion.PosteriorLossDb:0.0},{Scanner.PixelMm:0.0}\n");
        }

        return text.ToString();
    }

    private static string Splits(IReadOnlyList<PhantomCase> cases)
    {
        var text = new StringBuilder("patient,split\n");
        foreach (var patient in cases.Select(phantom => phantom.Patient).Distinct())
            text.Append(CultureInfo.InvariantCulture, $"{patient.Name},{patient.Split}\n");
        return text.ToString();
    }
}
