namespace Umul.Examples.Phantoms;

/// <summary>The 120 patients: which device each was scanned with, which split each belongs to. A patient is in one split only.</summary>
internal static class Patients
{
    private const int Count = 120;
    private const int TrainCount = 66;
    private const int DevelopmentCount = 18;

    public static List<Patient> Draw(ulong seed)
    {
        var root = new RandomStream(seed);
        var order = Enumerable.Range(0, Count).ToArray();
        var shuffle = root.Child(-1);
        for (var last = Count - 1; last > 0; last--)
        {
            var other = shuffle.Below(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        var patients = new List<Patient>(Count);
        for (var number = 0; number < Count; number++)
        {
            var split = order[number] switch
            {
                < TrainCount => "train",
                < TrainCount + DevelopmentCount => "development",
                _ => "test",
            };
            patients.Add(Patient.Draw(number + 1, split, root.Child(number)));
        }

        return patients;
    }
}
