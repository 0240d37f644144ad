using Umul.Artifacts;
using Umul.Database;
using Umul.Metrics;
using Umul.Server;

namespace Umul.Import;

/// <summary>The stores of a data folder that no server owns, opened for the length of one command.</summary>
internal sealed class LocalStores : IAsyncDisposable
{
    private readonly DataFolder folder;
    private readonly UmulDatabase database;
    private readonly ServiceProvider services;

    private LocalStores(DataFolder folder, UmulDatabase database, ServiceProvider services) =>
        (this.folder, this.database, this.services) = (folder, database, services);

    public IServiceProvider Services => services;

    /// <exception cref="Web.UmulException">Another process owns the folder.</exception>
    public static async Task<LocalStores> Open(string dataFolder, string? databaseUrl, TimeProvider clock)
    {
        var folder = DataFolder.Open(dataFolder);
        UmulDatabase? database = null;
        try
        {
            database = UmulDatabase.Open(folder, databaseUrl);
            var blobs = await BlobPlace.Open(folder, null);
            var collection = new ServiceCollection();
            collection.AddSingleton(clock).AddSingleton(folder).AddSingleton(database).AddSingleton(_ => blobs);
            UmulServer.AddStores(collection);
            var services = collection.BuildServiceProvider();
            // Moves points into chunks while they come in; without it an import of any size would stay in memory.
            services.GetRequiredService<ChunkWriter>();
            services.GetRequiredService<Ideas.IdeaStore>(); // hears the tags of runs
            return new LocalStores(folder, database, services);
        }
        catch
        {
            if (database is not null)
                await database.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The chunk writer flushes as it goes.
        await services.DisposeAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }
}
