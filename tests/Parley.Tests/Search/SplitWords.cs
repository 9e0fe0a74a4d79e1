using Parley.Search.Words;
using Xunit;

namespace Parley.Tests.Search;

/// <summary>What a text is split into, and that no engine can split it further.</summary>
public sealed class SplitWords
{
    [Theory]
    [InlineData("Straße CRÈME", "strasse creme")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("我家在上海", "我家 家在 在上 上海 海")]
    [InlineData("iPhone手机", "iphone 手机 机")]
    [InlineData("ﾊﾞｯﾃﾘｰ", "バッ ッテ テリ リー ー")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글 글")]
    [InlineData("192.168.1.10", "192 168 1 10")]
    [InlineData("v2.10", "v 2 10")]
    [InlineData("foo_bar a.b.c()", "foo bar a b c")]
    [InlineData("أُرسِلَت المـــدرسة", "ارسلت المدرسه")]
    [InlineData("١٢٣", "123")]
    [InlineData("\u200f x \u202e", "x")]
    public void Stand_in_their_order(string text, string words) => Assert.Equal(
        words, string.Join(' ', Splitter.Split(text).Where(t => t.Kind is TokenKind.Word or TokenKind.LastLetter).Select(t => t.Term)));

    [Theory]
    [InlineData("e-mail", "email")]
    [InlineData("fooBar", "foo bar")]
    [InlineData("HTTPServer2", "http server server2")]
    [InlineData("Müller", "mueller")]
    public void Have_other_forms(string text, string forms) => Assert.Equal(
        forms.Split(' ').Order(), Splitter.Split(text).Where(t => t.Kind == TokenKind.Form).Select(t => t.Term).Order());

    [Fact]
    public void Hold_nothing_that_an_engine_would_split_at_and_lie_within_the_text()
    {
        var random = new Random(4);
        (int First, int Last)[] ranges = [(0, 0x7F), (0, 0x7F), (0x80, 0x24F), (0x300, 0x6FF), (0xE00, 0xEFF), (0x1100, 0x11FF), (0x2000, 0x27FF), (0x3000, 0x9FFF), (0xA000, 0xFFFF), (0x1F000, 0x1FFFF)];
        for (var round = 0; round < 3_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ =>
            {
                var (first, last) = ranges[random.Next(ranges.Length)];
                var code = random.Next(first, last + 1);
                return code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);
            }));
            foreach (var token in Splitter.Split(text))
            {
                Assert.InRange(token.Start, 0, text.Length - 1);
                Assert.InRange(token.Length, 1, text.Length - token.Start);
                Assert.NotEmpty(token.Term);
                var term = token.Kind == TokenKind.Stem ? token.Term[1..] : token.Term;
                Assert.All(term, letter => Assert.True(!char.IsAscii(letter) || char.IsAsciiDigit(letter) || char.IsAsciiLetterLower(letter), $"{text}: {term}"));
            }
        }
    }

    [Theory]
    [InlineData("recieve", "receive", 1)]
    [InlineData("definately", "definitely", 1)]
    [InlineData("kitten", "sitting", null)]
    [InlineData("kitten", "mitten", 1)]
    [InlineData("abcdefgh", "abdcefg", 2)]
    public void Are_compared_by_slips(string one, string other, int? slips) => Assert.Equal(slips, Typos.Between(one, other, Typos.Forgiven(one)));
}
