namespace Umul.Evaluation.Transcription;

/// <summary>
/// Alignment with sclite's weights, by the plain recurrence. Rows are kept at every √n-th and those between computed again on the way
/// back, so that memory grows with n·√n and never with n².
/// </summary>
internal sealed class WeightedEditKernel
{
    private const int Substitution = 4, Insertion = 3, Deletion = 3;

    private int[] _checkpoints = [];
    private int[] _stretch = [];

    public void Align(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, ref EditTrace trace)
    {
        var width = prediction.Length + 1;
        var interval = Math.Max(16, (int)Math.Ceiling(Math.Sqrt(reference.Length)));
        var kept = (long)width * (((Math.Max(1, reference.Length) - 1) / interval) + 1);
        if (_checkpoints.Length < kept)
            _checkpoints = new int[kept];
        if (_stretch.Length < (long)width * (interval + 1))
            _stretch = new int[(long)width * (interval + 1)];
        for (var j = 0; j < width; j++)
            _stretch[j] = j * Insertion;
        var row = _stretch.AsSpan(0, width);
        var next = _stretch.AsSpan(width, width);
        for (var i = 0; i < reference.Length; i++)
        {
            if (i % interval == 0)
                row.CopyTo(_checkpoints.AsSpan(i / interval * width));
            Advance(row, next, prediction, reference[i]);
            var spare = row;
            row = next;
            next = spare;
        }

        Back(reference, prediction, interval, ref trace);
    }

    private void Back(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, int interval, ref EditTrace trace)
    {
        var (i, j, width) = (reference.Length, prediction.Length, prediction.Length + 1);
        while (i > 0)
        {
            var start = (i - 1) / interval * interval;
            _checkpoints.AsSpan(start / interval * width, width).CopyTo(_stretch);
            for (var r = start; r < i; r++)
                Advance(_stretch.AsSpan((r - start) * width, width), _stretch.AsSpan((r - start + 1) * width, width), prediction, reference[r]);
            while (i > start)
            {
                var cell = ((i - start) * width) + j;
                var isSame = j > 0 && reference[i - 1] == prediction[j - 1];
                if (j > 0 && _stretch[cell] == _stretch[cell - width - 1] + (isSame ? 0 : Substitution))
                {
                    trace.Pair(isSame);
                    (i, j) = (i - 1, j - 1);
                }
                else if (j > 0 && _stretch[cell] == _stretch[cell - 1] + Insertion)
                {
                    trace.Insert();
                    j--;
                }
                else
                {
                    trace.Delete();
                    i--;
                }
            }
        }

        trace.Insert(j);
    }

    private static void Advance(ReadOnlySpan<int> row, Span<int> next, ReadOnlySpan<int> prediction, int code)
    {
        next[0] = row[0] + Deletion;
        for (var j = 0; j < prediction.Length; j++)
        {
            var paired = row[j] + (prediction[j] == code ? 0 : Substitution);
            next[j + 1] = Math.Min(paired, Math.Min(row[j + 1] + Deletion, next[j] + Insertion));
        }
    }
}
