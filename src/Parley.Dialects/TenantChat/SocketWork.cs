using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Conversations;
using Parley.Messages;
using Parley.Presence;
using Parley.Reactions;
using Parley.Realtime;
using Parley.Receipts;
using Parley.Typing;

namespace Parley.Dialects.TenantChat;

/// <summary>What the frames of a socket ask for, one handler a kind.</summary>
internal sealed record SocketWork(
    Authentication Authentication, SocketSignIn SignIn, ConversationAccess Access, JoinConversationHandler Joining, Sending Sending,
    EditMessageHandler Editing, DeleteMessageHandler Deleting, ReactHandler Reacting, TypingHandler Typing, MarkReadHandler Reading,
    PresenceHandler Presence, TenantChatFormat Format, TenantChatViews Views, TimeProvider Clock, ILogger<ChatSocket> Logger);
