using System.Net.Http.Headers;
using Microsoft.Playwright;
using Umul.Access;
using Umul.Runs;
using Umul.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Browser;

/// <summary>Accounts and tokens, as an administrator and a member handle them.</summary>
public sealed class AccountPageTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    [ChromiumFact]
    public async Task Administrator_AddsAMember_GivesARoleAndAToken_TakesThemBack()
    {
        var page = await SignedIn("admin");
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Accounts" }).ClickAsync();
        await page.Locator("#account-name").FillAsync("jimin");
        await page.Locator("#account-password").FillAsync("short");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add account" }).ClickAsync();
        await Expect(page.Locator("#add [role=alert]")).ToHaveTextAsync("A password needs at least 8 characters.");
        await page.Locator("#account-password").FillAsync(AccessFixture.Password);
        await page.Locator("#account-role").SelectOptionAsync("Reader");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("jimin may sign in now.");

        var card = page.Locator(".account[data-account=jimin]");
        await card.Locator("summary").ClickAsync();
        await card.Locator("select[name=ChosenProject]").SelectOptionAsync(new SelectOptionValue { Label = "open" });
        await card.Locator("form:has(select[name=ChosenProject]) button").ClickAsync();
        await Expect(card.Locator("summary .chip")).ToHaveTextAsync(["Reader", "open: Writer"]);

        await card.Locator("input[name=TokenName]").FillAsync("gpu box");
        await card.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
        var secret = await card.Locator("#new-token").InnerTextAsync();
        Assert.Equal(200, await Status(secret));
        await page.GotoAsync("/settings/accounts?account=jimin");
        await Expect(card.Locator("#new-token")).ToHaveCountAsync(0); // shown once
        await card.GetByRole(AriaRole.Button, new() { Name = "Revoke token gpu box" }).ClickAsync();
        await Expect(card.GetByText("No tokens.")).ToBeVisibleAsync();
        Assert.Equal(401, await Status(secret));

        await card.GetByRole(AriaRole.Button, new() { Name = "Remove account" }).ClickAsync();
        await Expect(card).ToHaveCountAsync(0);
        await page.Locator(".account[data-account=admin] summary").ClickAsync();
        await page.Locator(".account[data-account=admin]").GetByRole(AriaRole.Button, new() { Name = "Remove account" }).ClickAsync();
        await Expect(page.Locator(".account[data-account=admin] [role=alert]")).ToContainTextAsync("admin is the only administrator.");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Member_ManagesTheOwnTokensAndPassword_AndNoOtherAccount()
    {
        await fixture.Server.Get<AccountStore>().Add("reader2", AccessFixture.Password, Role.Reader);
        var page = await SignedIn("reader2");
        await page.GetByRole(AriaRole.Link, new() { Name = "reader2" }).ClickAsync();
        await page.Locator("input[name=TokenName]").FillAsync("laptop");
        await page.Locator("input[name=TokenDays]").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
        Assert.Equal("reader2", fixture.Server.Get<AccountStore>().ByToken(await page.Locator("#new-token").InnerTextAsync())?.Name);
        await page.Locator("#new-password").FillAsync("another password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in**"); // the session ended with the old password
        await Enter(page, "reader2", "another password");
        await page.WaitForURLAsync("**/account");
        Assert.Equal(403, (await page.GotoAsync("/settings/accounts"))!.Status);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Bin_IsEmptiedByAdministratorsOnly()
    {
        var run = await fixture.Server.Get<RunStore>().Create(new NewRun { ProjectId = fixture.Open, Name = "thrown away" });
        await fixture.Server.Get<RunStore>().Delete(run.Id);
        await fixture.Server.Get<AccountStore>().Add("writer2", AccessFixture.Password, Role.Writer);
        var writer = await SignedIn("writer2");
        await writer.GotoAsync("/bin");
        await Expect(writer.GetByText("Only administrators may empty the bin.")).ToBeVisibleAsync();
        await Expect(writer.GetByRole(AriaRole.Button, new() { Name = "Empty the bin for good" })).ToHaveCountAsync(0);
        // Also not by sending the form that is not shown.
        var refused = await writer.RunAndWaitForResponseAsync(
            () => writer.Locator("form:has([name=Confirmed])").EvaluateAsync("form => { form.elements.Confirmed.checked = true; form.submit(); }"), reply => reply.Request.Method == "POST");
        Assert.Equal(403, refused.Status);
        Assert.NotNull(fixture.Server.Get<RunStore>().Find(run.Id));

        var admin = await SignedIn("admin");
        await admin.GotoAsync("/bin");
        await admin.GetByText("I understand that this cannot be undone").ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Empty the bin for good" }).ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Status)).ToContainTextAsync("The bin was emptied: 1 run deleted");
        Assert.Null(fixture.Server.Get<RunStore>().Find(run.Id));
        await writer.Context.CloseAsync();
        await admin.Context.CloseAsync();
    }

    private async Task<IPage> SignedIn(string name)
    {
        var page = await Chromium.Page(fixture.Server.Link);
        await page.GotoAsync("/sign-in");
        await Enter(page, name, AccessFixture.Password);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Projects");
        return page;
    }

    private static async Task Enter(IPage page, string name, string password)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private async Task<int> Status(string token)
    {
        using var client = fixture.With(new AuthenticationHeaderValue("Bearer", token));
        using var reply = await client.GetAsync(new Uri("/api/hello", UriKind.Relative));
        return (int)reply.StatusCode;
    }
}

/// <summary>A server that has no accounts yet.</summary>
public sealed class FirstAccountTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    [ChromiumFact]
    public async Task FirstAccount_IsAnAdministrator_AndFromThenOnEverybodySignsIn()
    {
        var page = await Chromium.Page(umul.Link);
        await page.GotoAsync("/settings/accounts");
        await Expect(page.Locator(".lead")).ToContainTextAsync("There is no account");
        await page.Locator("#account-name").FillAsync("kim");
        await page.Locator("#account-password").FillAsync(AccessFixture.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add account" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in*");
        await page.Locator("#name").FillAsync("kim");
        await page.Locator("#password").FillAsync(AccessFixture.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("kim may sign in now.");
        await Expect(page.Locator(".account summary .chip")).ToHaveTextAsync("Administrator");
        await page.Context.CloseAsync();
    }
}
