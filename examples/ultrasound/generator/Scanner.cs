namespace Umul.Examples.Phantoms;

/// <summary>
/// Turns tissue into the picture that a device would show: complex random scatterers, blurred by the point spread, give Rayleigh
/// speckle; then loss along the beam, electronic noise, envelope, logarithm, and eight bits.
/// </summary>
internal static class Scanner
{
    public const int ImageSize = Tissue.Size / 2;
    public const double PixelMm = Tissue.PixelMm * 2;

    public static byte[] Scan(Tissue tissue, Device device, RandomStream random)
    {
        var lossDb = LossAlongBeam(tissue, device);
        var (real, imaginary) = (Scatter(tissue, random), Scatter(tissue, random));
        Spread(real, device);
        Spread(imaginary, device);
        return Display(Envelope(real, imaginary, lossDb, device, random), device);
    }

    /// <summary>Loss accumulated from the skin down, smeared sideways as far as the beam is wide.</summary>
    private static Plane LossAlongBeam(Tissue tissue, Device device)
    {
        var loss = new Plane(Tissue.Size);
        for (var x = 0; x < Tissue.Size; x++)
        {
            var sum = 0.0;
            for (var y = 0; y < Tissue.Size; y++)
            {
                loss[y, x] = sum + (device.ResidualDbPerMm * y * Tissue.PixelMm);
                sum += tissue.LossDb[y, x];
            }
        }

        // The kernel keeps energy, not the mean; dividing by a blurred plane of ones turns it into an average.
        var ones = new Plane(Tissue.Size);
        Array.Fill(ones.Values, 1);
        loss.BlurRows(_ => 1.0 / Tissue.PixelMm);
        ones.BlurRows(_ => 1.0 / Tissue.PixelMm);
        for (var index = 0; index < loss.Values.Length; index++)
            loss.Values[index] /= ones.Values[index];
        return loss;
    }

    private static Plane Scatter(Tissue tissue, RandomStream random)
    {
        var scatterers = new Plane(Tissue.Size);
        for (var index = 0; index < scatterers.Values.Length; index++)
            scatterers.Values[index] = random.Normal() * Amplitude(tissue.EchoDb.Values[index]);
        return scatterers;
    }

    private static void Spread(Plane field, Device device)
    {
        field.BlurRows(y => device.LateralSigmaAt(y * Tissue.PixelMm) / Tissue.PixelMm);
        field.BlurColumns(device.AxialSigmaMm / Tissue.PixelMm);
    }

    private static Plane Envelope(Plane real, Plane imaginary, Plane lossDb, Device device, RandomStream random)
    {
        var envelope = new Plane(Tissue.Size);
        for (var y = 0; y < Tissue.Size; y++)
        {
            var noise = Amplitude(device.NoiseDb + (device.NoiseRiseDbPerMm * y * Tissue.PixelMm));
            for (var x = 0; x < Tissue.Size; x++)
            {
                var gain = Amplitude(-lossDb[y, x]);
                var inPhase = (gain * real[y, x]) + (noise * random.Normal());
                var quadrature = (gain * imaginary[y, x]) + (noise * random.Normal());
                envelope[y, x] = Math.Sqrt(((inPhase * inPhase) + (quadrature * quadrature)) / 2);
            }
        }

        return envelope;
    }

    private static byte[] Display(Plane envelope, Device device)
    {
        var image = new byte[ImageSize * ImageSize];
        for (var y = 0; y < ImageSize; y++)
        {
            for (var x = 0; x < ImageSize; x++)
            {
                var mean = (envelope[2 * y, 2 * x] + envelope[2 * y, (2 * x) + 1] + envelope[(2 * y) + 1, 2 * x] + envelope[(2 * y) + 1, (2 * x) + 1]) / 4;
                var grey = device.MidGrey + (20 * Math.Log10(mean + 1e-9) / device.DynamicRangeDb);
                image[(y * ImageSize) + x] = (byte)Math.Round(255 * Math.Clamp(grey, 0, 1));
            }
        }

        return image;
    }

    private static double Amplitude(double levelDb) => Math.Pow(10, levelDb / 20);
}
