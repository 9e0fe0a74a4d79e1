using Parley.Moderation;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.People;

/// <summary>Tells a person's own devices, and whoever shares a conversation with them, how they are now.</summary>
public sealed class UserNews(TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Once the transaction is on disk. Those between whom and them there is a block hear nothing.</summary>
    public async ValueTask TellAsync(Transaction transaction, long userN)
    {
        var account = await AccountChanges.ReadAsync(transaction, userN);
        var conversations = await transaction.QueryAsync(
            $"select conversation_n from members where user_n = {userN} and status = {MemberStatus.Active}", row => row.Long(0));
        transaction.Tell(new PersonalAnnouncement(userN, new UserUpdated(account.View(withEmail: true, Now))));
        transaction.Tell(new NeighbourAnnouncement(userN, conversations, new UserUpdated(account.View(withEmail: false, Now)))
        {
            Unseen = await Blocks.WithAsync(transaction, userN),
        });
    }
}
