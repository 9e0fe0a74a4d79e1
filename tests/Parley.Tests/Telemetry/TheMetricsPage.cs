using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Telemetry;
using Parley.Tests.Cast;
using Parley.Tests.House;
using Xunit;

namespace Parley.Tests.Telemetry;

/// <summary>V1 and V2: what <c>/metrics</c> counts, in which format, and that no label names anybody.</summary>
public sealed class TheMetricsPage
{
    [Fact]
    public async Task Messages_sockets_frames_and_refusals_are_counted_by_type_door_and_code()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var socket = await ada.OpensAsync();
        await grace.OpensAsync();

        await grace.SaysAsync(lobby, "over REST");
        await socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"over the socket\"");
        var id = MessageId.New();
        await grace.PostsAsync(lobby, "once", id);
        await grace.PostsAsync(lobby, "once", id);   // the same message: counted once
        await grace.PostsAsync(ConversationId.New(), "nowhere");
        await socket.AsksAsync("no_such_type", "\"x\":1");

        var page = await PageAsync(parley);
        Assert.Equal(2, page["""parley_messages_sent_total{type="text",door="rest"}"""]);
        Assert.Equal(1, page["""parley_messages_sent_total{type="text",door="socket"}"""]);
        Assert.Equal(1, page["""parley_refusals_total{code="not_found",door="rest"}"""]);
        Assert.Equal(1, page["""parley_refusals_total{code="unknown_type",door="socket"}"""]);
        Assert.Equal(1, page["""parley_frames_received_total{type="send_message"}"""]);
        Assert.Equal(1, page["""parley_frames_received_total{type="unknown"}"""]);
        Assert.Equal(2, page["parley_sockets_open"]);
        Assert.True(page["parley_frames_sent_total"] >= 2 + (3 * 2));   // two greetings, three messages to two sockets
        Assert.True(page["parley_sockets_sent_bytes_total"] > page["parley_frames_sent_total"] * 20);
        Assert.Equal(3, page["parley_delivery_duration_seconds_count"]);
        Assert.Equal(3, page["""parley_delivery_duration_seconds_bucket{le="+Inf"}"""]);
        Assert.Equal(page["parley_commit_duration_seconds_count"], page["parley_commit_writes_count"]);
        Assert.True(page["parley_database_read_duration_seconds_count"] > 0);
        Assert.Equal(0, page["parley_writes_waiting"]);
        Assert.Equal(3, parley.Services.GetRequiredService<Figures>().Messages.Delivery.Recent().Count);
        Assert.Equal(2, parley.Services.GetRequiredService<Figures>().Sockets.Open);
    }

    [Fact]
    public async Task A_socket_that_comes_back_is_counted_as_told_or_as_told_to_reload()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        await ada.SaysAsync(lobby, "one");
        var socket = await ada.OpensAsync();

        foreach (var position in (int[])[0, 99])
        {
            await socket.SendsAsync($$$"""{"type":"resume","positions":{"{{{lobby}}}":{{{position}}}}}""");
            await socket.AnswerAsync();   // resumed
        }

        var page = await PageAsync(parley);
        Assert.Equal(1, page["parley_resumes_total"]);
        Assert.Equal(1, page["parley_resets_total"]);
    }

    [Theory]
    [InlineData(null, "prometheus_client.parser", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/openmetrics-text; version=1.0.0; charset=utf-8, text/plain;version=0.0.4;q=0.5",
        "prometheus_client.openmetrics.parser", "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    public async Task Prometheus_own_parser_reads_it(string? accept, string parser, string type)
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        await ada.SaysAsync(await parley.ConversationAsync(ada), "hello");
        using var http = new HttpClient();
        if (accept is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

        using var answer = await http.GetAsync(new Uri(parley.Address, "/metrics"));
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        var page = await answer.Content.ReadAsStringAsync();
        var read = await ReadByPythonAsync(parser, page);

        Assert.Contains(read, line => line is "parley_messages_sent_total 1" or "parley_messages_sent_total 1.0");
        Assert.Contains(read, line => line.StartsWith("parley_delivery_duration_seconds_bucket ", StringComparison.Ordinal));
        Assert.Contains(read, line => line.StartsWith("dotnet_gc_collections_total ", StringComparison.Ordinal));
        Assert.Contains(read, line => line.StartsWith("process_cpu_seconds_total ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_follow_the_rules_and_no_label_names_anybody()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        await ada.OpensAsync();
        await ada.SaysAsync(lobby, "hello");

        var metrics = parley.Services.GetRequiredService<Collector>().Read();

        Assert.All(metrics, metric => Assert.Matches("^[a-z][a-z0-9_]*$", metric.Name));
        Assert.All(metrics, metric => Assert.Equal(metric.Kind == MetricKind.Counter, metric.Name.EndsWith("_total", StringComparison.Ordinal)));
        Assert.All(metrics, metric => Assert.NotEmpty(metric.Description));
        Assert.All(metrics.Where(m => m.IsOurs), metric => Assert.Matches("^(parley|process)_", metric.Name));
        foreach (var (_, word) in metrics.SelectMany(m => m.Series).SelectMany(s => s.Labels))
        {
            var text = Convert.ToString(word, CultureInfo.InvariantCulture)!;
            Assert.False(Guid.TryParse(text, out _), text);
            Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
            Assert.DoesNotContain(lobby.ToString(), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_list_for_operators_names_every_metric_and_no_other()
    {
        await using var parley = await TestParley.StartAsync();
        var document = await File.ReadAllTextAsync(Path.Combine(TheWords.Root.FullName, "docs", "operations.md"));

        var listed = document.Split('\n').Where(line => line.StartsWith("| `parley_", StringComparison.Ordinal) || line.StartsWith("| `process_", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        Assert.Equal(parley.Services.GetRequiredService<Collector>().Read().Where(m => m.IsOurs).Select(m => m.Name).Order(), listed.Order());
    }

    [Theory]
    [InlineData("a\\b\"c\nd", "label=\"a\\\\b\\\"c\\nd\"")]
    [InlineData("", "label=\"\"")]
    public void Label_values_are_escaped(string value, string written)
    {
        using var figures = new Figures();
        using var collector = new Collector(figures);
        figures.Meter.CreateCounter<long>("a.counter", "By", "Back\\slash\nand line.").Add(1, new KeyValuePair<string, object?>("label", value));

        var text = PrometheusText.Write(collector.Read(), openMetrics: false);

        Assert.Contains($"a_counter_bytes_total{{{written}}} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("# HELP a_counter_bytes_total Back\\\\slash\\nand line.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_goes_wild_does_not_fill_the_memory()
    {
        using var figures = new Figures();
        using var collector = new Collector(figures);
        var counter = figures.Meter.CreateCounter<long>("wild");
        for (var i = 0; i < 1000; i++)
            counter.Add(1, new KeyValuePair<string, object?>("id", i));

        Assert.Equal(300, collector.Read().Single(m => m.Name == "wild_total").Series.Count);
    }

    internal static async Task<IReadOnlyDictionary<string, double>> PageAsync(TestParley parley)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(parley.Address, "/metrics"));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToDictionary(
            line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    private static async Task<string[]> ReadByPythonAsync(string parser, string page)
    {
        var script = $"import sys; from {parser} import text_string_to_metric_families as read; "
            + "[print(s.name, s.value) for f in read(sys.stdin.read()) for s in f.samples]";
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = python.StandardError.ReadToEndAsync();
        var read = python.StandardOutput.ReadToEndAsync();
        await python.StandardInput.WriteAsync(page);
        python.StandardInput.Close();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, $"Debian's python3-prometheus-client: {await errors}");
        return (await read).Split('\n');
    }
}
