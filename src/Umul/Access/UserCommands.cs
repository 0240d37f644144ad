using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Umul.Server;
using Umul.Web.Texts;

namespace Umul.Access;

/// <summary><c>umul user</c>: accounts, roles and tokens. Works beside a running server and without one.</summary>
internal static class UserCommands
{
    private const string Accounts = "api/accounts";

    public static Command User() => new("user", AccessTexts.OfTerminal().UserCommand) { Add(), List(), Password(), SetRole(), Token(), Remove() };

    private static Command Add()
    {
        var texts = AccessTexts.OfTerminal();
        var name = Name(texts);
        var role = new Option<string>("--role") { Description = texts.RoleOption, DefaultValueFactory = _ => "writer" }.AcceptOnlyFromAmong("none", "reader", "writer", "admin");
        var noPassword = new Option<bool>("--no-password") { Description = texts.NoPasswordOption };
        return CommandFrame.Frame(new Command("add", texts.AddCommand) { name, role, noPassword }, async (result, frame, connection) =>
        {
            var (who, what) = (result.GetRequiredValue(name), result.GetRequiredValue(role));
            var password = result.GetValue(noPassword) ? null : AskPassword(texts);
            await Send(connection, "", new NewAccount(who, password, what), AccessJson.Default.NewAccount);
            return frame.Answer(new { name = who, role = what }, texts.Added(who, what));
        });
    }

    private static Command List()
    {
        var texts = AccessTexts.OfTerminal();
        return CommandFrame.Frame(new Command("list", texts.ListCommand), async (_, frame, connection) =>
        {
            using var response = await ServerConnection.Require(connection.Client.GetAsync(Accounts));
            var accounts = (await response.Content.ReadFromJsonAsync(AccessJson.Default.ShownAccountArray))!;
            return frame.Answer(accounts, Table(accounts, texts));
        });
    }

    private static Command Password()
    {
        var texts = AccessTexts.OfTerminal();
        var name = Name(texts);
        return CommandFrame.Frame(new Command("password", texts.PasswordCommand) { name }, async (result, frame, connection) =>
        {
            var who = result.GetRequiredValue(name);
            await Send(connection, $"/{Uri.EscapeDataString(who)}/password", new NewPassword(AskPassword(texts)), AccessJson.Default.NewPassword);
            return frame.Answer(new { name = who }, texts.PasswordSet(who));
        });
    }

    private static Command SetRole()
    {
        var texts = AccessTexts.OfTerminal();
        var name = Name(texts);
        var role = new Argument<string>("ROLE") { Description = texts.RoleOption }.AcceptOnlyFromAmong("none", "reader", "writer", "admin");
        var project = new Option<long?>("--project") { Description = texts.ProjectOption };
        return CommandFrame.Frame(new Command("role", texts.RoleCommand) { name, role, project }, async (result, frame, connection) =>
        {
            var (who, what, where) = (result.GetRequiredValue(name), result.GetRequiredValue(role), result.GetValue(project));
            await Send(connection, $"/{Uri.EscapeDataString(who)}/role", new NewRole(what, where), AccessJson.Default.NewRole);
            return frame.Answer(new { name = who, role = what, project = where }, texts.RoleSet(who, what));
        });
    }

    private static Command Token()
    {
        var texts = AccessTexts.OfTerminal();
        var name = Name(texts);
        var tokenName = new Option<string>("--name") { Description = texts.TokenNameOption, DefaultValueFactory = _ => "default" };
        var days = new Option<int?>("--days") { Description = texts.DaysOption };
        var revoke = new Option<bool>("--revoke") { Description = texts.RevokeOption };
        return CommandFrame.Frame(new Command("token", texts.TokenCommand) { name, tokenName, days, revoke }, async (result, frame, connection) =>
        {
            var (who, token) = (result.GetRequiredValue(name), result.GetRequiredValue(tokenName));
            var tokens = $"{Accounts}/{Uri.EscapeDataString(who)}/tokens";
            if (result.GetValue(revoke))
            {
                using var gone = await ServerConnection.Require(connection.Client.DeleteAsync($"{tokens}/{Uri.EscapeDataString(token)}"));
                return frame.Answer(new { name = who, revoked = token }, texts.Revoked(token));
            }
            using var response = await ServerConnection.Require(connection.Client.PostAsJsonAsync(tokens, new NewToken(token, result.GetValue(days)), AccessJson.Default.NewToken));
            var secret = (await response.Content.ReadFromJsonAsync(AccessJson.Default.ShownToken))!.Token;
            if (!frame.IsJson) await Console.Error.WriteLineAsync(texts.TokenShownOnce);
            return frame.Answer(new { name = who, token = secret }, secret);
        });
    }

    private static Command Remove()
    {
        var texts = AccessTexts.OfTerminal();
        var name = Name(texts);
        return CommandFrame.Frame(new Command("remove", texts.RemoveCommand) { name }, async (result, frame, connection) =>
        {
            var who = result.GetRequiredValue(name);
            using var gone = await ServerConnection.Require(connection.Client.DeleteAsync($"{Accounts}/{Uri.EscapeDataString(who)}"));
            return frame.Answer(new { removed = who }, texts.Removed(who));
        });
    }

    private static Argument<string> Name(AccessTexts texts) => new("NAME") { Description = texts.NameArgument };

    private static async Task Send<T>(ServerConnection connection, string path, T body, JsonTypeInfo<T> type) =>
        (await ServerConnection.Require(connection.Client.PostAsJsonAsync(Accounts + path, body, type))).Dispose();

    private static string AskPassword(AccessTexts texts) => Console.IsInputRedirected
        ? Console.ReadLine() ?? ""
        : AnsiConsole.Prompt(new TextPrompt<string>(texts.Password + ":").Secret());

    private static Table Table(ShownAccount[] accounts, AccessTexts texts)
    {
        var table = new Table().AddColumns(texts.Name, texts.Role, texts.Projects, texts.Password, texts.Tokens);
        foreach (var a in accounts)
        {
            table.AddRow(
                Markup.Escape(a.Name), a.Role, Markup.Escape(string.Join(", ", a.Projects.Select(p => $"{p.Key}: {p.Value}"))),
                a.HasPassword ? "✓" : "–", Markup.Escape(string.Join(", ", a.Tokens)));
        }
        return table;
    }
}
