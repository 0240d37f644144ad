namespace Umul.Evaluation.Kernels;

/// <summary>The one-to-one choice of cells with the highest sum (Hungarian method, Jonker and Volgenant's shortest paths). Cubic.</summary>
internal static class Assignment
{
    public static List<(int Row, int Column)> Best(double[,] gain)
    {
        var (rows, columns) = (gain.GetLength(0), gain.GetLength(1));
        return rows <= columns
            ? Solve(rows, columns, (i, j) => -gain[i, j])
            : [.. Solve(columns, rows, (i, j) => -gain[j, i]).Select(cell => (cell.Column, cell.Row))];
    }

    // Rows and columns count from 1; 0 stands for "none".
    private static List<(int Row, int Column)> Solve(int rows, int columns, Func<int, int, double> cost)
    {
        var (rowPrice, columnPrice) = (new double[rows + 1], new double[columns + 1]);
        var (rowOf, before) = (new int[columns + 1], new int[columns + 1]);
        for (var row = 1; row <= rows; row++)
        {
            rowOf[0] = row;
            var column = 0;
            var slack = new double[columns + 1];
            Array.Fill(slack, double.PositiveInfinity);
            var done = new bool[columns + 1];
            do
            {
                done[column] = true;
                var (at, delta, next) = (rowOf[column], double.PositiveInfinity, 0);
                for (var j = 1; j <= columns; j++)
                {
                    if (done[j])
                        continue;
                    var reduced = cost(at - 1, j - 1) - rowPrice[at] - columnPrice[j];
                    if (reduced < slack[j])
                        (slack[j], before[j]) = (reduced, column);
                    if (slack[j] < delta)
                        (delta, next) = (slack[j], j);
                }

                for (var j = 0; j <= columns; j++)
                {
                    if (done[j])
                        (rowPrice[rowOf[j]], columnPrice[j]) = (rowPrice[rowOf[j]] + delta, columnPrice[j] - delta);
                    else
                        slack[j] -= delta;
                }

                column = next;
            }
            while (rowOf[column] != 0);
            for (; column != 0; column = before[column])
                rowOf[column] = rowOf[before[column]];
        }

        var cells = new List<(int, int)>();
        for (var j = 1; j <= columns; j++)
        {
            if (rowOf[j] != 0)
                cells.Add((rowOf[j] - 1, j - 1));
        }

        return cells;
    }
}
