-- Whom a message names: user_n is a person, or -1 for everybody (@all) and -2 for those who were reachable (@here).
create table mentions (
    message_n bigint not null,
    user_n bigint not null,
    primary key (message_n, user_n)
) {{clustered}};

-- What somebody is told of; names ids and never holds text. One row for each message that names or answers a person, and one that is
-- opened again and again for each person and conversation (type message) and for each person and message (type reaction).
create table notifications (
    n {{identity}},
    id {{uuid}} not null unique,
    user_n bigint not null,
    type int not null,
    conversation_n bigint not null,
    message_n bigint not null,                -- the latest it is about; 0: none
    actor_n bigint not null,                  -- who did it, the latest
    first_ordinal bigint not null,            -- of type message: the first that it counts
    ordinal bigint not null,                  -- of the latest message: reading up to here reads the notification; 0: any reading does
    count bigint not null,
    created_at bigint not null,
    updated_at bigint not null,               -- the order of the list
    read_at bigint
);
create index notifications_user on notifications (user_n, updated_at, n);
create index notifications_unread on notifications (user_n, type) where read_at is null;
create index notifications_conversation on notifications (conversation_n, user_n, read_at);
create index notifications_running on notifications (conversation_n, user_n) where type = 0;
create index notifications_message on notifications (message_n, user_n) where type > 0;

-- What is still to be pushed, and what was pushed and is not read yet: one row for each notification (see docs/notifications.md).
create table notification_deliveries (
    notification_n {{identity}},
    notification_id {{uuid}} not null,        -- stays when the notification itself is gone
    user_n bigint not null,
    conversation_n bigint not null,
    state int not null,                       -- 0 to show, 1 shown, 2 to clear
    due_at bigint not null                    -- when the state is to be acted on
);
create index notification_deliveries_due on notification_deliveries (state, due_at);

-- What a person wants, as JSON of NotificationSettings; none: the defaults.
create table notification_settings (
    user_n {{identity}},
    settings text not null
);

-- What a person wants of one conversation.
create table conversation_notification_settings (
    conversation_n bigint not null,
    user_n bigint not null,
    level int not null,
    primary key (conversation_n, user_n)
) {{clustered}};

-- Who is to be looked at for every message of a conversation, so that no send scans its members: whoever wants all of them (1), has
-- keywords (2), or both (3). Follows from members and the settings above.
create table notification_watchers (
    conversation_n bigint not null,
    user_n bigint not null,
    reason int not null,
    primary key (conversation_n, user_n)
) {{clustered}};

insert into notification_watchers (conversation_n, user_n, reason)
select m.conversation_n, m.user_n, 1 from members m join conversations c on c.n = m.conversation_n where c.type = 0 and m.status = 0;

