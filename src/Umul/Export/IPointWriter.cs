using Umul.Metrics;
using Umul.Runs;

namespace Umul.Export;

/// <summary>Takes the points of a project, one series after another.</summary>
internal interface IPointWriter : IDisposable
{
    void Write(Run run, string key, PointColumns points);

    void Complete();
}
