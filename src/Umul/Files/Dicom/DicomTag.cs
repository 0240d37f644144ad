namespace Umul.Files.Dicom;

/// <summary>The DICOM attributes that Umul reads, by group and element.</summary>
internal static class DicomTag
{
    public const uint TransferSyntax = 0x0002_0010;
    public const uint SliceThickness = 0x0018_0050, SpacingBetweenSlices = 0x0018_0088;
    public const uint SeriesUid = 0x0020_000E, InstanceNumber = 0x0020_0013, Position = 0x0020_0032, Orientation = 0x0020_0037;
    public const uint Samples = 0x0028_0002, Photometric = 0x0028_0004, Planar = 0x0028_0006, Frames = 0x0028_0008, Rows = 0x0028_0010, Columns = 0x0028_0011;
    public const uint PixelSpacing = 0x0028_0030, ImagerPixelSpacing = 0x0018_1164;
    public const uint BitsAllocated = 0x0028_0100, BitsStored = 0x0028_0101, HighBit = 0x0028_0102, PixelRepresentation = 0x0028_0103;
    public const uint WindowCentre = 0x0028_1050, WindowWidth = 0x0028_1051, Intercept = 0x0028_1052, Slope = 0x0028_1053;
    public const uint RedDescriptor = 0x0028_1101, Red = 0x0028_1201, Green = 0x0028_1202, Blue = 0x0028_1203;
    public const uint SharedGroups = 0x5200_9229, FrameGroups = 0x5200_9230, PixelData = 0x7FE0_0010;
    public const uint Item = 0xFFFE_E000, ItemEnd = 0xFFFE_E00D, SequenceEnd = 0xFFFE_E0DD;
}
