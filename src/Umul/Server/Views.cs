using Umul.Outcomes.Pages;
using Umul.Projects;
using Umul.Runs;
using Umul.Upkeep;

namespace Umul.Server;

/// <summary>What pages read: stores of their own, and what is read once for a request.</summary>
internal static class Views
{
    public static IServiceCollection AddViews(this IServiceCollection services) => services
        .AddSingleton<ProjectActivityStore>()
        .AddSingleton<BinContents>()
        .AddScoped<ProjectView>()
        .AddScoped<CasesView>()
        .AddScoped<CaseView>()
        .AddSingleton<CaseFiles>()
        .AddScoped<CaseTranscript>()
        .AddSingleton<ShownPredictions>()
        .AddScoped<RunView>()
        .AddScoped<Comparisons.ComparisonView>()
        .AddScoped<Ledger.LedgerView>()
        .AddScoped<Ideas.SplitSeals>()
        .AddScoped<Comparisons.Why.WhyView>()
        .AddScoped<Ideas.IdeaView>();
}
