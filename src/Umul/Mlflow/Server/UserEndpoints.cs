using System.Text.Json;
using Umul.Access;
using Umul.Mlflow.Experiments;
using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Server;

/// <summary>Accounts as MLflow's own client manages them: users, and what they may do in an experiment.</summary>
/// <remarks>Permissions are Umul's roles: READ and USE a reader's, EDIT a writer's, MANAGE an administrator's. A new user may read, as in MLflow.</remarks>
internal sealed class UserEndpoints(AccountStore accounts)
{
    public async Task Create(MlflowCall call)
    {
        RequireAdministrator();
        var name = call.Fields.RequiredText("username");
        var password = call.Fields.RequiredText("password");
        await accounts.Add(name, password, Role.Reader);
        await Answer(call, Find(name));
    }

    public Task Get(MlflowCall call)
    {
        var name = call.Fields.RequiredText("username");
        if (Caller.Account?.Name != name)
            RequireAdministrator();
        return Answer(call, Find(name));
    }

    public static Task GetCurrent(MlflowCall call)
        => Answer(call, Caller.Account ?? throw MlflowException.NotFound("Nobody needs to sign in here: this server has no accounts."));

    public Task List(MlflowCall call)
    {
        RequireAdministrator();
        return call.Stream("users", accounts.All, static (w, account) =>
        {
            w.WriteStartObject();
            Write(w, account);
            w.WriteEndObject();
        });
    }

    public async Task UpdatePassword(MlflowCall call)
    {
        var name = call.Fields.RequiredText("username");
        if (Caller.Account?.Name != name)
            RequireAdministrator();
        var password = call.Fields.RequiredText("password");
        await accounts.SetPassword(Find(name).Name, password);
        await call.Empty();
    }

    public async Task UpdateAdministrator(MlflowCall call)
    {
        RequireAdministrator();
        var account = Find(call.Fields.RequiredText("username"));
        var isAdministrator = call.Fields.Flag("is_admin") ?? throw MlflowException.Missing("is_admin");
        if (isAdministrator != (account.Role == Role.Admin))
            await accounts.SetRole(account.Name, isAdministrator ? Role.Admin : Role.Reader, null);
        await call.Empty();
    }

    public async Task Delete(MlflowCall call)
    {
        RequireAdministrator();
        await accounts.Remove(Find(call.Fields.RequiredText("username")).Name);
        await call.Empty();
    }

    public async Task SetPermission(MlflowCall call)
    {
        RequireAdministrator();
        var (account, projectId) = AccountAndProject(call);
        var role = Permissions.RoleOf(call.Fields.RequiredText("permission"));
        await accounts.SetRole(account.Name, role, projectId);
        await AnswerPermission(call, Find(account.Name), projectId);
    }

    public Task GetPermission(MlflowCall call)
    {
        RequireAdministrator();
        var (account, projectId) = AccountAndProject(call);
        return AnswerPermission(call, account, projectId);
    }

    public async Task DeletePermission(MlflowCall call)
    {
        RequireAdministrator();
        var (account, projectId) = AccountAndProject(call);
        await accounts.SetRole(account.Name, Role.None, projectId);
        await call.Empty();
    }

    private static void RequireAdministrator() => Caller.RequireEverywhere(Role.Admin);

    private Account Find(string name) => accounts.All.FirstOrDefault(a => a.Name == name)
        ?? throw MlflowException.NotFound($"User with username={name} not found");

    private (Account Account, long ProjectId) AccountAndProject(MlflowCall call)
        => (Find(call.Fields.RequiredText("username")), ExperimentMessages.ParseId(call.Fields.RequiredText("experiment_id")));

    private static Task Answer(MlflowCall call, Account account) => call.Object(w =>
    {
        w.WriteStartObject("user"u8);
        Write(w, account);
        w.WriteEndObject();
    });

    private static Task AnswerPermission(MlflowCall call, Account account, long projectId) => call.Object(w =>
    {
        w.WriteStartObject("experiment_permission"u8);
        WritePermission(w, account, projectId, account.In(projectId));
        w.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, Account account)
    {
        writer.WriteNumber("id"u8, account.Id);
        writer.WriteString("username"u8, account.Name);
        writer.WriteBoolean("is_admin"u8, account.Role == Role.Admin);
        writer.WriteStartArray("experiment_permissions"u8);
        foreach (var (projectId, role) in account.ProjectRoles)
        {
            writer.WriteStartObject();
            WritePermission(writer, account, projectId, role);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("registered_model_permissions"u8);
        writer.WriteEndArray();
    }

    private static void WritePermission(Utf8JsonWriter writer, Account account, long projectId, Role role)
    {
        writer.WriteString("experiment_id"u8, ExperimentMessages.IdText(projectId));
        writer.WriteNumber("user_id"u8, account.Id);
        writer.WriteString("permission"u8, Permissions.NameOf(role));
    }
}

/// <summary>MLflow's words for Umul's roles.</summary>
internal static class Permissions
{
    public static string NameOf(Role role) => role switch
    {
        Role.Admin => "MANAGE",
        Role.Writer => "EDIT",
        Role.Reader => "READ",
        _ => "NO_PERMISSIONS",
    };

    public static Role RoleOf(string permission) => permission switch
    {
        "MANAGE" => Role.Admin,
        "EDIT" => Role.Writer,
        "READ" or "USE" => Role.Reader,
        "NO_PERMISSIONS" => Role.None,
        _ => throw MlflowException.Invalid($"Invalid permission '{permission}'. Valid permissions are: READ, USE, EDIT, MANAGE, NO_PERMISSIONS"),
    };
}
