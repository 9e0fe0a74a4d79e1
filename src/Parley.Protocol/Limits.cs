namespace Parley.Protocol;

/// <summary>Every fixed limit that a client can meet, in one list.</summary>
public static class Limits
{
    /// <summary>UTF-16 code units in a message.</summary>
    public const int MessageCharacters = 16_000;

    /// <summary>Files on one message.</summary>
    public const int AttachmentsPerMessage = 20;

    /// <summary>UTF-16 code units of one reaction; a family emoji with skin tones has about 30.</summary>
    public const int EmojiCharacters = 64;

    /// <summary>Different emoji under one message.</summary>
    public const int EmojiPerMessage = 100;

    /// <summary>Bytes of a message's metadata as JSON.</summary>
    public const int MetadataBytes = 8 * 1024;

    /// <summary>Nesting of a message's metadata; the answers that carry it nest deeper and must stay within <see cref="JsonDepth"/>.</summary>
    public const int MetadataDepth = 8;

    /// <summary>Items of one page.</summary>
    public const int PageItems = 200;

    /// <summary>Items of a page when the caller names no limit.</summary>
    public const int DefaultPageItems = 50;

    /// <summary>Positions in one <c>resume</c>; 64 KiB hold about 1,200.</summary>
    public const int ResumePositions = 2_000;

    /// <summary>Missed events of one conversation that <c>resume</c> tells; beyond it, <c>reset</c>.</summary>
    public const int ResumeEvents = 10_000;

    /// <summary>Conversations of up to so many people keep how far messages have reached each of them.</summary>
    public const int DeliveredMembers = 32;

    /// <summary>People in one call.</summary>
    public const int PeoplePerCall = 1_000;

    /// <summary>Bytes of one socket frame, all its fragments together.</summary>
    public const int FrameBytes = 64 * 1024;

    /// <summary>People whom one message can name; further names stay text.</summary>
    public const int MentionsPerMessage = 50;

    /// <summary>In groups of up to so many, every member may name everybody, unless the workspace says otherwise.</summary>
    public const int MentionAllMembers = 100;

    /// <summary>Nesting of JSON.</summary>
    public const int JsonDepth = 16;

    /// <summary>UTF-16 code units of a title or a name.</summary>
    public const int NameCharacters = 200;

    /// <summary>UTF-16 code units of what a person says of themselves.</summary>
    public const int StatusCharacters = 100;

    /// <summary>Seconds of the slowest slow mode: six hours.</summary>
    public const int SlowModeSeconds = 6 * 60 * 60;

    /// <summary>UTF-16 code units of the reason for deleting somebody else's message.</summary>
    public const int ReasonCharacters = 500;

    /// <summary>UTF-16 code units of a file's name; a longer one is shortened, its extension kept.</summary>
    public const int FileNameCharacters = 255;

    /// <summary>Peaks in a voice message's waveform.</summary>
    public const int WaveformPeaks = 64;

    /// <summary>Seconds for which a file's link works at most.</summary>
    public const int FileLinkSeconds = 24 * 60 * 60;

    /// <summary>UTF-16 code units of a description.</summary>
    public const int DescriptionCharacters = 2_000;

    /// <summary>Pinned messages of one conversation.</summary>
    public const int PinsPerConversation = 100;

    /// <summary>UTF-16 code units of the note on a saved message.</summary>
    public const int NoteCharacters = 1_000;

    /// <summary>Links of one message that are shown with a preview.</summary>
    public const int LinkPreviewsPerMessage = 3;
    /// <summary>UTF-16 code units of a search.</summary>
    public const int SearchCharacters = 500;

    /// <summary>Words and phrases of a search.</summary>
    public const int SearchWords = 32;

    /// <summary>Browsers, and phones, that one person may have pushes on.</summary>
    public const int PushTargetsPerPerson = 20;

    /// <summary>UTF-16 code units of a push service's address.</summary>
    public const int PushEndpointCharacters = 2_000;

    /// <summary>UTF-16 code units of a phone's token.</summary>
    public const int PushTokenCharacters = 4_000;
}
