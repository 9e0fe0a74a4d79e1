create table pins (
    n {{identity}},
    conversation_n bigint not null,
    message_n bigint not null unique,
    user_n bigint not null,                   -- who pinned it
    pinned_at bigint not null
);
create index pins_conversation on pins (conversation_n, n);

-- What one is writing. version never comes again, also not after the draft was gone, so that a device with an old one is found out.
create table drafts (
    user_n bigint not null,
    conversation_n bigint not null,
    content text not null,
    reply_to {{uuid}},
    attachment_ids text not null,             -- UUIDs, comma separated
    version bigint not null,
    updated_at bigint not null,
    primary key (user_n, conversation_n)
) {{clustered}};
create index drafts_conversation on drafts (conversation_n);

create table saved_messages (
    n {{identity}},
    user_n bigint not null,
    message_n bigint not null,
    note text,
    saved_at bigint not null
);
create unique index saved_messages_once on saved_messages (user_n, message_n);
create index saved_messages_user on saved_messages (user_n, n);
