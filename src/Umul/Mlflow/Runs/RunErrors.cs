using Umul.Mlflow.Experiments;
using Umul.Mlflow.Wire;
using Umul.Web;

namespace Umul.Mlflow.Runs;

/// <summary>What clients are told of a run or experiment that is missing or in the bin.</summary>
internal static class RunErrors
{
    public static MlflowException Missing(string id) => MlflowException.NotFound($"Run with id={id} not found");

    /// <summary>Awaits work on a run, saying what is wrong with the run in MLflow's words.</summary>
    public static async Task<T> InRun<T>(this Task<T> work, string id)
    {
        try
        {
            return await work;
        }
        catch (UmulException error) when (error.Code == ErrorCode.NotFound)
        {
            throw Missing(id);
        }
    }

    /// <inheritdoc cref="InRun{T}"/>
    public static async Task InRun(this Task work, string id)
    {
        try
        {
            await work;
        }
        catch (UmulException error) when (error.Code == ErrorCode.NotFound)
        {
            throw Missing(id);
        }
    }

    /// <summary>Awaits work that needs an active experiment.</summary>
    public static async Task<T> InExperiment<T>(this Task<T> work, long id)
    {
        try
        {
            return await work;
        }
        catch (UmulException error) when (error.Code == ErrorCode.NotFound)
        {
            throw ExperimentMessages.Missing(id);
        }
        catch (UmulException error) when (error.Code == ErrorCode.WrongState)
        {
            throw MlflowException.Invalid(
                $"The experiment {ExperimentMessages.IdText(id)} must be in the 'active' state. Current state is deleted.");
        }
    }
}
