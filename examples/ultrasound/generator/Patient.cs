using System.Globalization;

namespace Umul.Examples.Phantoms;

/// <summary>One synthetic patient: one breast, one lesion, one device, one to four views.</summary>
internal sealed class Patient
{
    private readonly RandomStream _random;
    private readonly Breast _breast;
    private readonly Lesion _lesion;
    private readonly int _views;

    private Patient(int number, string split, RandomStream random)
    {
        (_random, Split) = (random, split);
        Name = string.Create(CultureInfo.InvariantCulture, $"P{number:000}");
        Device = random.Unit() < 0.6 ? Device.A : Device.B;
        _views = 1 + random.Pick(0.20, 0.40, 0.25, 0.15);
        _breast = Breast.Draw(random);
        _lesion = Lesion.Draw(random, random.LogBetween(4.5, 22));
    }

    public string Name { get; }

    public string Split { get; }

    public Device Device { get; }

    public static Patient Draw(int number, string split, RandomStream random) => new(number, split, random);

    public IEnumerable<PhantomCase> Scan()
    {
        for (var view = 1; view <= _views; view++)
        {
            var random = _random.Child(view);
            var lesion = _lesion.View(random, CentreDepthMm(random), random.Between(9, Tissue.FieldMm - 9));
            var tissue = Tissue.Build(_breast, lesion, random);
            yield return new PhantomCase
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"{Name}-{view}"),
                Patient = this,
                Lesion = lesion,
                Image = Scanner.Scan(tissue, Device, random),
                Mask = MaskOf(lesion),
                ContrastDb = ContrastDb(tissue, lesion),
            };
        }
    }

    /// <summary>Lesions lie in the gland; one that is too thick for it pushes downwards.</summary>
    private double CentreDepthMm(RandomStream random)
    {
        var top = _breast.GlandTopMm + _lesion.HalfHeightMm;
        var bottom = _breast.GlandBottomMm - _lesion.HalfHeightMm;
        return top < bottom ? random.Between(top, bottom) : top + random.Between(0, 1);
    }

    private static bool[] MaskOf(Lesion lesion)
    {
        var mask = new bool[Scanner.ImageSize * Scanner.ImageSize];
        for (var index = 0; index < mask.Length; index++)
        {
            var (y, x) = Math.DivRem(index, Scanner.ImageSize);
            mask[index] = lesion.SignedDistanceMm((y + 0.5) * Scanner.PixelMm, (x + 0.5) * Scanner.PixelMm) < 0;
        }

        return mask;
    }

    /// <summary>Echo level inside the lesion minus that of the 3 mm around it, before speckle, loss and noise.</summary>
    private static double ContrastDb(Tissue tissue, Lesion lesion)
    {
        var (inside, insideCount, around, aroundCount) = (0.0, 0, 0.0, 0);
        for (var y = 0; y < Tissue.Size; y++)
        {
            for (var x = 0; x < Tissue.Size; x++)
            {
                var distanceMm = lesion.SignedDistanceMm((y + 0.5) * Tissue.PixelMm, (x + 0.5) * Tissue.PixelMm);
                if (distanceMm < 0)
                    (inside, insideCount) = (inside + tissue.EchoDb[y, x], insideCount + 1);
                else if (distanceMm < 3)
                    (around, aroundCount) = (around + tissue.EchoDb[y, x], aroundCount + 1);
            }
        }

        return (inside / insideCount) - (around / aroundCount);
    }
}
