namespace Parley.Protocol;

/// <summary>A refusal that a client is meant to understand: a stable code, an HTTP status, and what it means.</summary>
public sealed record Error(string Code, int Status, string Meaning);

/// <summary>Every refusal there is, in one list; codes are never renamed or reused.</summary>
public static class Errors
{
    public static readonly Error BadRequest = new("bad_request", 400, "The request could not be understood.");
    public static readonly Error InvalidJson = new("invalid_json", 400, "The body is not the JSON object that was asked for.");
    public static readonly Error ValidationFailed = new("validation_failed", 400, "A field is missing, too long or out of range.");
    public static readonly Error InvalidText = new("invalid_text", 400, "The text is not valid Unicode.");
    public static readonly Error SearchTooLong = new("search_too_long", 400, "The search is longer, or has more words, than a search may have.");
    public static readonly Error NotSignedIn = new("not_signed_in", 401, "There is no valid credential.");
    public static readonly Error BadCredentials = new("bad_credentials", 401, "The name or the password is wrong.");
    public static readonly Error RefreshReplayed = new("refresh_replayed", 401, "The refresh token was used before; that log-in has ended.");
    public static readonly Error Forbidden = new("forbidden", 403, "The role does not allow this.");
    public static readonly Error ScopeMissing = new("scope_missing", 403, "The API token's scopes do not cover this.");
    public static readonly Error OriginRefused = new("origin_refused", 403, "A request signed by cookie came from another site.");
    public static readonly Error AccountDisabled = new("account_disabled", 403, "The account has been disabled.");
    public static readonly Error RegistrationClosed = new("registration_closed", 403, "This workspace makes no accounts by sign-up.");
    public static readonly Error InviteNeeded = new("invite_needed", 403, "Sign-up needs this workspace's invite code.");
    public static readonly Error Banned = new("banned", 403, "The person is banned from this conversation.");
    public static readonly Error Blocked = new("blocked", 403, "These two people do not write to each other.");
    public static readonly Error Silenced = new("silenced", 403, "A moderator has silenced this member for a time.");
    public static readonly Error NotFound = new("not_found", 404, "There is no such thing, or not for the caller.");
    public static readonly Error UserNotFound = new("user_not_found", 404, "One of the named people does not exist.");
    public static readonly Error MethodNotAllowed = new("method_not_allowed", 405, "This address does not answer to that verb.");
    public static readonly Error NameTaken = new("name_taken", 409, "The user name or e-mail address is in use.");
    public static readonly Error SlugTaken = new("slug_taken", 409, "The workspace name is in use.");
    public static readonly Error IdTaken = new("id_taken", 409, "The message id belongs to another message.");
    public static readonly Error LastOwner = new("last_owner", 409, "The last owner must hand the conversation over first.");
    public static readonly Error MessageGone = new("message_gone", 409, "The message has been deleted.");
    public static readonly Error TooManyReactions = new("too_many_reactions", 409, "The message bears as many different emoji as it may.");
    public static readonly Error AlreadyResolved = new("already_resolved", 409, "Somebody has decided on this report.");
    public static readonly Error TooManyPins = new("too_many_pins", 409, "The conversation has as many pinned messages as it may.");
    public static readonly Error DraftConflict = new("draft_conflict", 409, "Another device changed the draft meanwhile; read it again.");
    public static readonly Error KeyNotIndexed = new("key_not_indexed", 409, "The workspace's settings do not name this key in metadata_keys.");
    public static readonly Error FileInUse = new("file_in_use", 409, "The file stands on a message already; upload it again or forward the message.");
    public static readonly Error OffsetConflict = new("offset_conflict", 409, "The part does not begin where the upload stands; ask with HEAD.");
    public static readonly Error UploadExpired = new("upload_expired", 410, "The upload was not finished in time; begin another.");
    public static readonly Error TusVersion = new("tus_version", 412, "Only version 1.0.0 of tus is spoken.");
    public static readonly Error FileTooLarge = new("file_too_large", 413, "The file is larger than may be uploaded here.");
    public static readonly Error QuotaExceeded = new("quota_exceeded", 413, "The workspace has no room left for this file.");
    public static readonly Error FileTypeRefused = new("file_type_refused", 415, "Files of this type are not taken here.");
    public static readonly Error FileEmpty = new("file_empty", 422, "The file has no content.");
    public static readonly Error UploadLocked = new("upload_locked", 423, "Another request is writing to this upload; try again.");
    public static readonly Error ChecksumMismatch = new("checksum_mismatch", 460, "The part is not what its checksum says; send it again.");
    public static readonly Error ConversationGone = new("conversation_gone", 409, "The conversation has been deleted; restore it first.");
    public static readonly Error ConversationArchived = new("conversation_archived", 409, "The conversation is archived: nobody writes in it.");
    public static readonly Error ContextTaken = new("context_taken", 409, "Another conversation has this pair or context by now.");
    public static readonly Error Purged = new("purged", 410, "It was deleted for good and cannot be brought back.");
    public static readonly Error TooManyPushTargets = new("too_many_push_targets", 409, "The person gets pushes on as many browsers or phones as they may.");
    public static readonly Error PushUnavailable = new("push_unavailable", 409, "This server has no gateway for pushes to phones.");
    public static readonly Error TooLarge = new("too_large", 413, "The request is larger than allowed.");
    public static readonly Error UnsupportedMediaType = new("unsupported_media_type", 415, "The body is not of the media type that this address takes.");
    public static readonly Error UnknownType = new("unknown_type", 400, "There is no such frame type.");
    public static readonly Error RateLimited = new("rate_limited", 429, "Too many requests; wait and try again.");
    public static readonly Error SlowMode = new("slow_mode", 429, "The conversation is in slow mode; wait, then post again.");
    public static readonly Error LockedOut = new("locked_out", 429, "Too many failed log-ins; wait and try again.");
    public static readonly Error Internal = new("internal_error", 500, "Something broke on the server; nothing was changed.");
    public static readonly Error Busy = new("busy", 503, "The server has as much to write as it can hold; try again.");
    public static readonly Error ShuttingDown = new("shutting_down", 503, "The server is stopping; try again.");
    public static readonly Error StorageFailed = new("storage_failed", 503, "The disk failed; nothing more is accepted until a restart.");
    public static readonly Error StorageFull = new("storage_full", 507, "The disk is full; nothing was changed.");

    /// <summary>All of them, for the generated documents and the test that compares code and docs.</summary>
    public static IReadOnlyList<Error> All { get; } =
    [
        BadRequest, InvalidJson, ValidationFailed, InvalidText, UnknownType, NotSignedIn, BadCredentials, RefreshReplayed, Forbidden,
        ScopeMissing, OriginRefused, AccountDisabled, RegistrationClosed, InviteNeeded, Banned, NotFound, UserNotFound, MethodNotAllowed,
        NameTaken, SlugTaken, IdTaken, LastOwner, MessageGone, TooManyReactions, TooManyPins, DraftConflict, KeyNotIndexed, TooLarge,
        UnsupportedMediaType, RateLimited, LockedOut, Internal, Busy, ShuttingDown, StorageFailed, StorageFull,
        Blocked, Silenced, AlreadyResolved, SlowMode, TooManyPushTargets, PushUnavailable,
        FileInUse, OffsetConflict, UploadExpired, TusVersion, FileTooLarge, QuotaExceeded, FileTypeRefused, FileEmpty, UploadLocked,
        ChecksumMismatch,
        ConversationArchived, ConversationGone, ContextTaken, Purged,
        SearchTooLong,
    ];
}

/// <summary>Why a socket was closed. 4000–4499 mean "come back", 4500–4999 "do not".</summary>
public static class CloseCodes
{
    public const int GoingAway = 1001;
    public const int BadUtf8 = 1007;
    public const int Policy = 1008;
    public const int TooLarge = 1009;

    /// <summary>The credential ran out: come back with a new one.</summary>
    public const int CredentialExpired = 4001;

    /// <summary>The reader did not keep up: come back and resume.</summary>
    public const int TooSlow = 4008;

    /// <summary>The person has too many sockets open, or opened too many just now: wait, then come back.</summary>
    public const int TooMany = 4029;

    public const int NotAuthenticated = 4501;

    /// <summary>The session was ended by its owner, or by a log-out.</summary>
    public const int SessionEnded = 4502;

    public const int AccountDisabled = 4503;
}
