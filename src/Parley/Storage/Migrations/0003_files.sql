-- Bytes stand in the file store under store_key; a row is written after them and goes after them.
create table files (
    n {{identity}},
    id {{uuid}} not null unique,
    workspace_n bigint not null,
    uploader_n bigint not null,
    name text not null,                       -- as it was given; never a path
    size bigint not null,
    sha256 {{blob}} not null,
    content_type text not null,               -- by content
    kind int not null,
    store_key text not null,
    thumbnail_key text,
    thumbnail_type text,
    width bigint,
    height bigint,
    duration_ms bigint,
    waveform {{blob}},                        -- one byte a peak
    preview int not null,                     -- PreviewState
    used int not null default 0,              -- FileUse
    created_at bigint not null,
    deleted_at bigint,                        -- from here on nobody reaches it
    purge_at bigint                           -- from here on its bytes go
);
create index files_uploader on files (uploader_n, n);
create index files_unused on files (created_at) where used = 0;
create index files_purge on files (purge_at) where purge_at is not null;
create index files_preview on files (n) where preview = 1;

-- Which message carries which file. A forward carries the files of what it repeats.
create table attachments (
    n {{identity}},
    conversation_n bigint not null,
    message_n bigint not null,
    file_n bigint not null
);
create unique index attachments_message on attachments (message_n, file_n);
create index attachments_file on attachments (file_n);
create index attachments_conversation on attachments (conversation_n, n);

-- Bytes of each workspace's files, those of unfinished resumable uploads included: counted in the commit that takes them.
create table file_usage (
    workspace_n {{identity}},
    bytes bigint not null
);

-- Resumable uploads. How far one has come is the length of its part on disk.
create table resumable_uploads (
    n {{identity}},
    id {{uuid}} not null unique,              -- and of the file that it becomes
    workspace_n bigint not null,
    uploader_n bigint not null,
    name text not null,
    length bigint not null,                   -- counted in file_usage until it is finished
    metadata text,                            -- as the client gave it
    created_at bigint not null,
    expires_at bigint not null,
    finished_at bigint
);
create index resumable_uploads_expiry on resumable_uploads (expires_at);
