using Parley.Notifications.Mentions;
using Parley.Protocol;
using Xunit;

namespace Parley.Tests.Notifications;

/// <summary>What of a text may name somebody.</summary>
public sealed class NamesInText
{
    [Theory]
    [InlineData("@ada", "ada")]
    [InlineData("hello @ada, and @Grace.", "ada", "Grace.")]
    [InlineData("(@ada)", "ada")]
    [InlineData("@ada\n@grace\t@linus", "ada", "grace", "linus")]
    [InlineData("@o.b-c_d", "o.b-c_d")]
    [InlineData("**@ada**", "ada")]
    [InlineData("你好@ada", "ada")]
    [InlineData("🙂@ada🙂", "ada")]
    [InlineData("@小明你好", "小明你好")]
    [InlineData("@ada @ada", "ada")]
    [InlineData("@external:auth0|5f, hi", "external:auth0|5f,")]
    public void An_at_sign_that_begins_a_word_may_name(string text, params string[] names) => Assert.Equal(names, MentionText.Find(text));

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("first.last+tag@example.org")]
    [InlineData("josé@example.org")]
    [InlineData("https://example.org/@ada")]
    [InlineData("@ ada")]
    [InlineData("@@ada@@grace@")]
    [InlineData("@")]
    [InlineData("@.ada @-ada @_ada")]
    [InlineData("`@ada`")]
    [InlineData("``@ada ` @grace``")]
    [InlineData("```\n@ada\n```")]
    [InlineData("```cs\nvar x = `@ada`;\n@grace")]
    [InlineData("~~~\n@ada\n```\n@grace\n~~~")]
    [InlineData("  ```\n@ada\n  ````\n")]
    public void Addresses_links_and_code_name_nobody(string text) => Assert.Empty(MentionText.Find(text));

    [Theory]
    [InlineData("`unclosed @ada", "ada")]
    [InlineData("`code` @ada", "ada")]
    [InlineData("```\n@ada\n```\n@grace", "grace")]
    [InlineData("``` @ada ``` @grace", "grace")]
    [InlineData("~~@ada~~", "ada")]
    public void What_stands_beside_code_does(string text, string name) => Assert.Equal([name], MentionText.Find(text));

    [Theory]
    [InlineData("ada.", "ada.", "ada")]
    [InlineData("ada.b-c", "ada.b-c", "ada.b", "ada")]
    [InlineData("ada你好", "ada你好", "ada你", "ada")]
    [InlineData("小明你好", "小明你好", "小明你", "小明", "小")]
    [InlineData("ADA", "ada")]
    public void The_longest_name_is_asked_for_first(string run, params string[] names) => Assert.Equal(names, MentionText.Names(run));

    [Theory]
    [InlineData("all", CrowdMention.All)]
    [InlineData("Channel", CrowdMention.All)]
    [InlineData("EVERYONE.", CrowdMention.All)]
    [InlineData("all你们", CrowdMention.All)]
    [InlineData("here-", CrowdMention.Here)]
    [InlineData("all-hands", null)]
    [InlineData("allan", null)]
    [InlineData("here2", null)]
    public void A_word_for_everybody_stands_alone(string run, CrowdMention? crowd) => Assert.Equal(crowd, MentionText.Crowd(run));

    [Fact]
    public void However_many_marks_there_are_a_text_is_read_at_once()
    {
        var marks = string.Concat(Enumerable.Range(1, 170).Select(n => new string('`', n) + " "));
        foreach (var text in (string[])[new('@', 16_000), new('`', 16_000), marks, string.Concat(Enumerable.Repeat("@a-", 5_000)), string.Concat(Enumerable.Repeat("~~~\n", 4_000))])
            Assert.True(MentionText.Find(text).Count <= 200);
    }
}
