using System.Net.Mail;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Push.Deliveries;
using Parley.Push.Mail;
using Parley.Storage;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Hostile;

/// <summary>The one place besides pages where the server makes HTML of what people wrote.</summary>
public sealed class ScriptsInMails
{
    private static readonly string[] Mailing =
    [
        Doings.NoLimits, "--Parley:Smtp:Host=127.0.0.1", "--Parley:Smtp:Port=9", "--Parley:Smtp:Security=none",
        "--Parley:Smtp:From=parley@example.org", "--Parley:Smtp:PublicUrl=https://chat.example.org",
    ];

    [Fact]
    public async Task Are_text_in_the_mail_about_what_was_missed()
    {
        await using var parley = await TestParley.StartAsync(Mailing);
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await grace.IdAsync();
        foreach (var title in Scripts.Payloads.Take(20))
        {
            var room = (await ada.CreatesAsync(new CreateConversation(ConversationType.Group, title, MemberIds: [$"{grace.Id}"]))).Id;
            foreach (var payload in Scripts.Payloads.Where((_, i) => i % 20 == Array.IndexOf(Scripts.Payloads, title)))
                await ada.SaysAsync(room, $"@Grace {payload}");
        }

        var page = new HtmlParser().ParseDocument((await MailToAsync(parley, grace)).Html);

        Assert.Empty(page.QuerySelectorAll("script, img, svg, iframe, object, embed, form, math, link, base, video, audio, input, button, template, details"));
        Assert.All(page.All, element => Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, new[] { "lang", "charset", "style", "href" })));
        Assert.Equal(["https://chat.example.org"], page.QuerySelectorAll("a").Select(a => new Uri(a.GetAttribute("href")!).GetLeftPart(UriPartial.Authority)).Distinct());

        // Every one of them is there all the same, as text; control characters and what turns the writing around are not shown.
        var shown = Plain(page.Body!.TextContent);
        Assert.All(Scripts.Payloads, payload => Assert.Contains(Plain(payload)[..Math.Min(60, Plain(payload).Length)], shown, StringComparison.Ordinal));
        Assert.All(Scripts.Payloads.Take(20), title => Assert.Contains(Plain(title), shown, StringComparison.Ordinal));
    }

    private static async Task<MailDraft> MailToAsync(TestParley parley, Person person)
    {
        var database = parley.Services.GetRequiredService<Database>();
        var notifications = await database.QueryAsync($"""
            select n.n from notifications n join users u on u.n = n.user_n where u.id = {person.Id} and n.type = {NotificationType.Mention} order by n.n
            """, row => row.Long(0));
        Assert.Equal(Scripts.Payloads.Length, notifications.Count);
        var target = new PushTarget(0, PushTargetId.New(), 0, 1, PushWay.Mail, "", "mail", null, null, 0, default);
        return (await parley.Services.GetRequiredService<MissedMail>().WriteAsync(
            new Delivery(0, target, Guid.Empty, 0, PushPurpose.Test, 1, default),
            new Missed(person.Id, new MailAddress("grace@example.org", Scripts.Payloads[0].Replace('<', ' ')), notifications, default, default, default),
            CancellationToken.None))!;
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c) && c is < '\u200B' or > '\u206F'));
}
