-- Where each workspace's audit chain ends: what is taken off its end is missed here.
create table audit_heads (
    workspace_n bigint not null primary key,
    entries bigint not null,
    hash {{blob}} not null
);
insert into audit_heads (workspace_n, entries, hash)
    select e.workspace_n, (select count(*) from audit_entries a where a.workspace_n = e.workspace_n), e.hash from audit_entries e
    where e.n = (select max(a.n) from audit_entries a where a.workspace_n = e.workspace_n);
create index audit_entries_actor on audit_entries (workspace_n, actor_n, n);

-- What a deleted message said, until it is purged; only an administrator's restore reads it.
create table kept_messages (
    message_n bigint not null primary key,
    workspace_n bigint not null,
    conversation_n bigint not null,
    content text not null,
    metadata text,
    deleted_at bigint not null
);
create index kept_messages_age on kept_messages (workspace_n, deleted_at);
create index kept_messages_conversation on kept_messages (conversation_n);

create table kept_edits (
    n {{identity}},
    message_n bigint not null,
    editor_n bigint not null,
    content text not null,
    replaced_at bigint not null
);
create index kept_edits_message on kept_edits (message_n);

-- What was purged for good: a conversation, or on one day the texts of deleted messages. Names no text, and rows that are gone.
create table purges (
    n {{identity}},
    workspace_n bigint not null,
    kind int not null,
    subject_id {{uuid}},
    subject_n bigint not null,                -- the conversation's number, which nothing else ever gets
    deleted_at bigint,
    begun_at bigint not null,
    finished_at bigint,
    messages bigint not null
);
create index purges_workspace on purges (workspace_n, n);
create unique index purges_conversation on purges (subject_n) where kind = 0;
create index conversations_deleted on conversations (deleted_at) where deleted_at is not null;

-- Counted day by day as the log grows (Admin/Counting), so that no figure is asked of a million messages. day: days since 1970 in UTC.
create table counted (
    what text not null primary key,
    position bigint not null
);
create table daily_counts (
    workspace_n bigint not null,
    day bigint not null,
    messages bigint not null default 0,
    people bigint not null default 0,
    conversations bigint not null default 0,
    accounts bigint not null default 0,
    uploads bigint not null default 0,
    upload_bytes bigint not null default 0,
    primary key (workspace_n, day)
) {{clustered}};
create table daily_people (
    workspace_n bigint not null,
    day bigint not null,
    user_n bigint not null,
    messages bigint not null,
    primary key (workspace_n, day, user_n)
) {{clustered}};
create table daily_conversations (
    workspace_n bigint not null,
    day bigint not null,
    conversation_n bigint not null,
    messages bigint not null,
    primary key (workspace_n, day, conversation_n)
) {{clustered}};
create table people_counts (
    user_n {{identity}},
    messages bigint not null
);

-- One-use invitations that let somebody set the password of an account that was made for them.
create table account_invites (
    hash {{blob}} not null primary key,
    user_n bigint not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index account_invites_user on account_invites (user_n);
