using Parley.Bench;

// Measures the storage of the real schema by itself, on whatever cores the process may use (taskset -c 0 for one).
// dotnet run -c Release --project bench/Parley.Bench -- storage | history | notifications | search
return args.FirstOrDefault() switch
{
    "storage" => await StorageRate.RunAsync(),
    "notifications" => await NotificationCost.RunAsync(),
    "history" => await HistoryPages.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 1_000_000),
    "search" => await SearchTimes.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 1_000_000),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("storage: durable messages/s by group size. history [messages]: p50, p95, p99 of a page anywhere. notifications: what they add to a message. search [messages]: p50, p95 by kind of question.");
    return 2;
}
