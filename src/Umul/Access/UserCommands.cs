using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Umul.Server;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Access;

/// <summary><c>umul user</c>: accounts, roles and tokens. Works beside a running server and without one.</summary>
internal static class UserCommands
{
    private static readonly AccessTexts s_texts = AccessTexts.OfTerminal(); // before the options, which are described by it
    private static readonly Option<string> s_data = new("--data") { Description = s_texts.DataOption, DefaultValueFactory = _ => UpCommands.DefaultDataFolder };
    private static readonly Option<string?> s_database = new("--database") { Description = s_texts.DatabaseOption };
    private static readonly Argument<string> s_name = new("name") { Description = s_texts.NameArgument };

    public static Command User() => new("user", s_texts.UserCommand) { Add(), List(), Password(), SetRole(), Token(), Remove() };

    private static Command Add()
    {
        var role = Roles(new Option<string>("--role") { Description = s_texts.RoleOption, DefaultValueFactory = _ => "writer" });
        var noPassword = new Option<bool>("--no-password") { Description = s_texts.NoPasswordOption };
        return Command("add", s_texts.AddCommand, [s_name, role, noPassword], async (client, result) =>
        {
            var password = result.GetValue(noPassword) ? null : AskPassword();
            await client.Send("", new NewAccount(result.GetRequiredValue(s_name), password, result.GetRequiredValue(role)), AccessJson.Default.NewAccount);
            Console.WriteLine(s_texts.Added(result.GetRequiredValue(s_name), result.GetRequiredValue(role)));
        });
    }

    private static Command List()
    {
        var json = new Option<bool>("--json") { Description = s_texts.JsonOption };
        return Command("list", s_texts.ListCommand, [json], async (client, result) =>
        {
            var accounts = await client.List();
            if (result.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(accounts, AccessJson.Default.ShownAccountArray));
            else WriteTable(accounts);
        });
    }

    private static Command Password() => Command("password", s_texts.PasswordCommand, [s_name], async (client, result) =>
    {
        var name = result.GetRequiredValue(s_name);
        await client.Send($"/{Uri.EscapeDataString(name)}/password", new NewPassword(AskPassword()), AccessJson.Default.NewPassword);
        Console.WriteLine(s_texts.PasswordSet(name));
    });

    private static Command SetRole()
    {
        var role = new Argument<string>("role") { Description = s_texts.RoleOption };
        role.AcceptOnlyFromAmong("none", "reader", "writer", "admin");
        var project = new Option<long?>("--project") { Description = s_texts.ProjectOption };
        return Command("role", s_texts.RoleCommand, [s_name, role, project], async (client, result) =>
        {
            var name = result.GetRequiredValue(s_name);
            await client.Send($"/{Uri.EscapeDataString(name)}/role", new NewRole(result.GetRequiredValue(role), result.GetValue(project)), AccessJson.Default.NewRole);
            Console.WriteLine(s_texts.RoleSet(name, result.GetRequiredValue(role)));
        });
    }

    private static Command Token()
    {
        var tokenName = new Option<string>("--name") { Description = s_texts.TokenNameOption, DefaultValueFactory = _ => "default" };
        var days = new Option<int?>("--days") { Description = s_texts.DaysOption };
        var revoke = new Option<bool>("--revoke") { Description = s_texts.RevokeOption };
        return Command("token", s_texts.TokenCommand, [s_name, tokenName, days, revoke], async (client, result) =>
        {
            var (name, token) = (result.GetRequiredValue(s_name), result.GetRequiredValue(tokenName));
            if (result.GetValue(revoke))
            {
                await client.Delete($"/{Uri.EscapeDataString(name)}/tokens/{Uri.EscapeDataString(token)}");
                Console.WriteLine(s_texts.Revoked(token));
                return;
            }
            var secret = await client.AddToken(name, new NewToken(token, result.GetValue(days)));
            await Console.Error.WriteLineAsync(s_texts.TokenShownOnce);
            Console.WriteLine(secret);
        });
    }

    private static Command Remove() => Command("remove", s_texts.RemoveCommand, [s_name], async (client, result) =>
    {
        await client.Delete("/" + Uri.EscapeDataString(result.GetRequiredValue(s_name)));
        Console.WriteLine(s_texts.Removed(result.GetRequiredValue(s_name)));
    });

    private static Command Command(string name, string description, Symbol[] symbols, Func<UserClient, ParseResult, Task> run)
    {
        var command = new Command(name, description) { s_data, s_database };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument) command.Add(argument);
            else command.Add((Option)symbol);
        }
        command.SetAction(async (result, _) =>
        {
            try
            {
                await using var client = await UserClient.Open(result.GetRequiredValue(s_data), result.GetValue(s_database));
                await run(client, result);
                return 0;
            }
            catch (UmulException refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Message);
                return 1;
            }
        });
        return command;
    }

    private static Option<string> Roles(Option<string> option)
    {
        option.AcceptOnlyFromAmong("none", "reader", "writer", "admin");
        return option;
    }

    private static string AskPassword() => Console.IsInputRedirected
        ? Console.ReadLine() ?? ""
        : AnsiConsole.Prompt(new TextPrompt<string>(s_texts.Password + ":").Secret());

    private static void WriteTable(ShownAccount[] accounts)
    {
        var table = new Table().AddColumns(s_texts.Name, s_texts.Role, s_texts.Projects, s_texts.Password, s_texts.Tokens);
        foreach (var a in accounts)
        {
            table.AddRow(
                Markup.Escape(a.Name), a.Role, Markup.Escape(string.Join(", ", a.Projects.Select(p => $"{p.Key}: {p.Value}"))),
                a.HasPassword ? "✓" : "–", Markup.Escape(string.Join(", ", a.Tokens)));
        }
        AnsiConsole.Write(table);
    }
}
