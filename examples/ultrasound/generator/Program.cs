using Umul.Examples.Phantoms;

// Usage: phantoms OUTPUT_FOLDER [--seed N]
if (args.Length is not (1 or 3) || (args.Length == 3 && args[1] != "--seed"))
{
    Console.Error.WriteLine("usage: phantoms OUTPUT_FOLDER [--seed N]");
    return 2;
}

var seed = args.Length == 3 ? ulong.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 2026UL;
var patients = Patients.Draw(seed);
// Patients share no random numbers, so that the order of work does not matter; the order of results does.
var cases = patients.AsParallel().AsOrdered().SelectMany(patient => patient.Scan()).ToList();
PhantomFolder.Write(args[0], cases);
Console.WriteLine($"{patients.Count} patients, {cases.Count} images, seed {seed}, in {args[0]}");
return 0;
