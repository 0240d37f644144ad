namespace Umul.Examples.Phantoms;

/// <summary>One view of a breast before the scanner sees it: echo level and extra loss per pixel (decibels), on a grid twice as fine as the image.</summary>
internal sealed class Tissue
{
    public const int Size = 256;
    public const double PixelMm = 0.15;
    public const double FieldMm = Size * PixelMm;

    private readonly Breast _breast;
    private readonly RandomStream _random;

    private Tissue(Breast breast, RandomStream random) => (_breast, _random) = (breast, random);

    public Plane EchoDb { get; } = new(Size);

    /// <summary>Loss that each pixel adds to everything behind it.</summary>
    public Plane LossDb { get; } = new(Size);

    public static Tissue Build(Breast breast, Lesion lesion, RandomStream random)
    {
        var tissue = new Tissue(breast, random);
        tissue.LayLayers();
        tissue.LayLobules(lesion);
        tissue.LayLesion(lesion);
        return tissue;
    }

    private void LayLayers()
    {
        var texture = Plane.SmoothNoise(Size, _random, 1.0 / PixelMm, 1.6 / PixelMm);
        var septa = Plane.SmoothNoise(Size, _random, 1.4 / PixelMm, 2.8 / PixelMm);
        var fibres = Plane.SmoothNoise(Size, _random, 0.18 / PixelMm, 3.5 / PixelMm);
        var (skin, gland, muscle) = (Wave(0.2), Wave(0.9), Wave(0.8));
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var depthMm = (y + 0.5) * PixelMm;
                var septum = Math.Exp(-septa[y, x] * septa[y, x] / 0.012);
                var intoGlandMm = depthMm - _breast.GlandTopMm - gland[x];
                var intoMuscleMm = depthMm - _breast.GlandBottomMm - muscle[x];
                if (depthMm < _breast.SkinMm + skin[x])
                    EchoDb[y, x] = 3 + texture[y, x];
                else if (intoGlandMm < 0)
                    (EchoDb[y, x], LossDb[y, x]) = (_breast.FatDb + (7 * septum) + texture[y, x], 0.05 * septum);
                else if (intoMuscleMm < 0)
                    (EchoDb[y, x], LossDb[y, x]) = ((_breast.GlandTextureDb * texture[y, x]) - (3 * septum), 0.012 * Math.Max(0, texture[y, x]));
                else if (intoMuscleMm < 0.7)
                    EchoDb[y, x] = 4;
                else
                    EchoDb[y, x] = -11 + (3.5 * fibres[y, x]) + (_breast.FatDb * 0.1);
            }
        }
    }

    /// <summary>Fat lobules inside the gland: dark, rounded, thinly capsuled, and not lesions. They are what makes the task a task.</summary>
    private void LayLobules(Lesion lesion)
    {
        var count = (int)(_breast.LobulesPerImage + _random.Unit());
        for (var lobule = 0; lobule < count; lobule++)
        {
            var shape = Lesion.Draw(_random, _random.LogBetween(3, 9)) with
            {
                CentreYMm = _random.Between(_breast.GlandTopMm, _breast.GlandBottomMm),
                CentreXMm = _random.Between(1, FieldMm - 1),
            };
            shape = shape with { HalfHeightMm = shape.HalfHeightMm * 0.75, HalfWidthMm = shape.HalfWidthMm * 1.2 };
            var nearest = lesion.SignedDistanceMm(shape.CentreYMm, shape.CentreXMm);
            if (nearest < shape.HalfWidthMm)
                continue;
            var level = _random.Between(-10, -5);
            Blend(shape, 0.25, (_, _, distanceMm) => level + (6 * Math.Exp(-distanceMm * distanceMm / 0.05)));
        }
    }

    private void LayLesion(Lesion lesion)
    {
        var texture = Plane.SmoothNoise(Size, _random, 0.7 / PixelMm, 0.9 / PixelMm);
        Blend(lesion, lesion.BorderBlurMm, (y, x, _) => lesion.LevelDb + (lesion.TextureDb * texture[y, x]));
        var lossPerPixelDb = lesion.PosteriorLossDb * PixelMm / (2 * lesion.HalfHeightMm);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var distanceMm = lesion.SignedDistanceMm((y + 0.5) * PixelMm, (x + 0.5) * PixelMm);
                var outsideMm = distanceMm - lesion.BorderBlurMm;
                EchoDb[y, x] += lesion.HaloDb * Math.Exp(-outsideMm * outsideMm / 0.8);
                LossDb[y, x] += lossPerPixelDb * Inside(distanceMm, lesion.BorderBlurMm);
            }
        }
    }

    private void Blend(Lesion shape, double blurMm, Func<int, int, double, double> levelDb)
    {
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var distanceMm = shape.SignedDistanceMm((y + 0.5) * PixelMm, (x + 0.5) * PixelMm);
                var share = Inside(distanceMm, blurMm);
                EchoDb[y, x] = ((1 - share) * EchoDb[y, x]) + (share * levelDb(y, x, distanceMm));
            }
        }
    }

    private static double Inside(double distanceMm, double blurMm) => 1 / (1 + Math.Exp(2 * distanceMm / blurMm));

    /// <summary>A gently waving border, in millimetres per column.</summary>
    private double[] Wave(double amplitudeMm)
    {
        var wave = new double[Size];
        for (var harmonic = 1; harmonic <= 4; harmonic++)
        {
            var (phase, size) = (_random.Between(0, 2 * Math.PI), amplitudeMm * _random.Normal() / harmonic);
            for (var x = 0; x < Size; x++)
                wave[x] += size * Math.Sin((harmonic * Math.PI * x / Size) + phase);
        }

        return wave;
    }
}
