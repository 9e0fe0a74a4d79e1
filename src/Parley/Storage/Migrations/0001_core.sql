-- {{…}} are the few words in which the engines differ (Storage/Dialect in SqliteDatabase and its PostgreSQL twin).
-- Enumerations stand as the numbers of their C# enum; times as Unix milliseconds; ids as UUID bytes. Rows refer to each other by n,
-- which is never reused: nothing here is deleted while something may name it.

create table workspaces (
    n {{identity}},
    id {{uuid}} not null unique,
    slug text not null unique,
    name text not null,
    registration int not null,
    invite_code text,
    account_types text not null,              -- comma separated
    settings text,                            -- JSON of WorkspaceSettings: what differs from the server's own
    created_at bigint not null
);

create table users (
    n {{identity}},
    id {{uuid}} not null unique,
    workspace_n bigint not null,
    username text not null,
    username_key text not null,               -- folded: what must be unique and what is searched
    email text,
    email_key text,
    display_name text not null,
    display_key text not null,
    password_hash text,                       -- none: signs in through its host application only
    account_type text not null,
    role int not null,
    external_id text,                         -- the host application's own id
    avatar_url text,
    created_at bigint not null,
    disabled_at bigint
);
create unique index users_username on users (workspace_n, username_key);
create unique index users_email on users (workspace_n, email_key) where email_key is not null;
create unique index users_external on users (workspace_n, external_id) where external_id is not null;
create index users_display on users (workspace_n, display_key);

create table sessions (
    n {{identity}},
    id {{uuid}} not null unique,
    user_n bigint not null,
    cookie_hash {{blob}},
    user_agent text,
    address text,
    created_at bigint not null,
    last_used_at bigint not null,
    expires_at bigint not null,
    ended_at bigint
);
create index sessions_user on sessions (user_n);
create unique index sessions_cookie on sessions (cookie_hash) where cookie_hash is not null;

create table refresh_tokens (
    hash {{blob}} not null primary key,
    session_n bigint not null,
    issued_at bigint not null,
    used_at bigint
);
create index refresh_tokens_session on refresh_tokens (session_n);

create table api_tokens (
    n {{identity}},
    id {{uuid}} not null unique,
    user_n bigint not null,
    name text not null,
    hash {{blob}} not null unique,
    scopes int not null,
    created_at bigint not null,
    last_used_at bigint,
    expires_at bigint,
    revoked_at bigint
);
create index api_tokens_user on api_tokens (user_n);

create table conversations (
    n {{identity}},
    id {{uuid}} not null unique,
    workspace_n bigint not null,
    type int not null,
    title text,
    description text,
    visibility int not null,
    context_type text,
    context_id text,
    direct_key text,                          -- 'smaller user n:larger user n', so that a pair has one
    member_count bigint not null,             -- active ones
    created_by_n bigint not null,
    created_at bigint not null,
    deleted_at bigint
);
create unique index conversations_direct on conversations (workspace_n, direct_key) where direct_key is not null;
create unique index conversations_context on conversations (workspace_n, context_type, context_id)
    where context_type is not null and deleted_at is null;
create index conversations_public on conversations (workspace_n, visibility) where deleted_at is null;

-- Where each conversation stands: narrow, because every commit writes it for every conversation that it moved.
create table conversation_heads (
    conversation_n {{identity}},
    last_seq bigint not null,
    last_ordinal bigint not null,
    last_message_n bigint not null,
    last_message_at bigint not null          -- 0: none yet
);

create table members (
    conversation_n bigint not null,
    user_n bigint not null,
    role int not null,
    status int not null,
    joined_at bigint not null,
    read_ordinal bigint not null,
    last_seen_at bigint,
    muted_until bigint,                       -- 9223372036854775807: until unmuted
    archived int not null default 0,
    pinned int not null default 0,
    primary key (conversation_n, user_n)
) {{clustered}};
create index members_user on members (user_n, status);

-- A message is its own log row. Appended only; every lookup goes through a narrow index.
create table messages (
    n {{identity}},
    id {{uuid}} not null,
    workspace_n bigint not null,
    conversation_n bigint not null,
    seq bigint not null,
    ordinal bigint not null,
    sender_n bigint not null,
    type int not null,
    content text not null,
    reply_to_n bigint,
    forward_from_n bigint,
    metadata text,
    reply_count bigint not null default 0,
    reaction_count bigint not null default 0, -- so that a page without reactions asks for none
    extras int not null default 0,            -- what else it has, as bits (MessageExtras), so that a page without asks for none
    created_at bigint not null,
    edited_at bigint,
    deleted_at bigint
);
create unique index messages_id on messages (id, workspace_n);
create unique index messages_ordinal on messages (conversation_n, ordinal);
create index messages_replies on messages (reply_to_n) where reply_to_n is not null;

-- Earlier wordings. A deletion empties them.
create table message_edits (
    n {{identity}},
    message_n bigint not null,
    editor_n bigint not null,
    content text not null,
    replaced_at bigint not null
);
create index message_edits_message on message_edits (message_n);

-- Everything durable that is not a new message: what happened to which row. Never holds text that can be deleted.
-- ordinal is how many messages stood before it, which ties seq to ordinal without a second index on messages.
create table changes (
    n {{identity}},
    conversation_n bigint not null,
    seq bigint not null,
    ordinal bigint not null,
    kind int not null,
    subject_n bigint not null,
    actor_n bigint not null,
    data text,
    at bigint not null
);
create unique index changes_seq on changes (conversation_n, seq);

create table reactions (
    n {{identity}},
    message_n bigint not null,
    user_n bigint not null,
    emoji text not null,
    created_at bigint not null
);
create unique index reactions_once on reactions (message_n, emoji, user_n);

-- One row, rewritten to learn whether the disk takes writes again.
create table storage_probe (n {{identity}}, ballast {{blob}} not null);
