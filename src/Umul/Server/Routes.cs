using Umul.Access;
using Umul.Artifacts;
using Umul.Challenges;
using Umul.Comparisons;
using Umul.Comparisons.Why;
using Umul.Datasets;
using Umul.Export;
using Umul.Ideas;
using Umul.Ingest;
using Umul.Metrics;
using Umul.Outcomes;
using Umul.Outcomes.Pages;
using Umul.Reports;
using Umul.Runs;
using Umul.Upkeep;

namespace Umul.Server;

/// <summary>Every group of endpoints, on one screen. A feature adds one line.</summary>
internal static class Routes
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/health", static context =>
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync("OK");
        });
        application.MapSeries();
        application.MapRunApi();
        application.MapRunTable();
        application.MapRunEdits();
        application.MapCompare();
        application.MapLive();
        application.MapIngest();
        application.MapAccounts();
        application.MapUpkeep();
        application.MapExport();
        application.MapDatasets();
        application.MapOutcomes();
        application.MapCases();
        application.MapChallenges();
        application.MapComparisons();
        application.MapWhy();
        application.MapPages();
        application.MapArtifactFiles();
        application.MapConsole();
        application.MapIdeas();
        application.MapIdeaRuns();
        application.MapBaseline();
        application.MapLedger();
        application.MapReports();
    }
}
