namespace Umul.Files.Dicom;

/// <summary>Names of the compressions that DICOM files come in.</summary>
internal static class DicomSyntax
{
    public static string Name(string uid) => uid switch
    {
        "1.2.840.10008.1.2.4.50" => "JPEG (8 bit)",
        "1.2.840.10008.1.2.4.51" => "JPEG (12 bit)",
        "1.2.840.10008.1.2.4.57" or "1.2.840.10008.1.2.4.70" => "lossless JPEG",
        "1.2.840.10008.1.2.4.80" or "1.2.840.10008.1.2.4.81" => "JPEG-LS",
        "1.2.840.10008.1.2.4.90" or "1.2.840.10008.1.2.4.91" => "JPEG 2000",
        "1.2.840.10008.1.2.4.100" or "1.2.840.10008.1.2.4.102" or "1.2.840.10008.1.2.4.103" => "MPEG video",
        _ => uid,
    };
}
