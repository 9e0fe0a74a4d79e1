-- Where a person's pushes go: a browser's subscription (way 0), a phone behind the owner's gateway (1), their mailbox (2).
create table push_targets (
    n {{identity}},
    id {{uuid}} not null unique,
    user_n bigint not null,
    way int not null,
    address text not null,                    -- the push service's address, the phone's token; '' for the account's e-mail address
    address_hash {{blob}} not null,
    host text not null,                       -- what may be slow or down for all its targets together
    platform text,
    key {{blob}},                             -- the browser's public key and secret
    auth {{blob}},
    session_id {{uuid}},                      -- the log-in or API token that made it, with which it ends
    token_id {{uuid}},
    created_at bigint not null,
    delivered_at bigint,
    failures int not null default 0,          -- in a row
    not_before bigint not null default 0,     -- after a failure, or because it said so
    mailed_at bigint not null default 0       -- of a mailbox: what was shown until then has been told of in a mail
);
create unique index push_targets_address on push_targets (user_n, way, address_hash);
create index push_targets_shared on push_targets (address_hash);
create index push_targets_session on push_targets (session_id) where session_id is not null;
create index push_targets_token on push_targets (token_id) where token_id is not null;

-- What is to be delivered: one row a target and notification, because a newer push of it replaces the older on the screen anyway.
-- Holds no text: that is read when it is sent, so that what was deleted or read meanwhile is not sent.
create table push_deliveries (
    n {{identity}},
    target_n bigint not null,
    notification_id {{uuid}} not null,        -- all zeros for a mail, which tells of all that is unread
    notification_n bigint not null,
    purpose int not null,
    version bigint not null default 0,        -- counts what overtook it, so that the end of a try does not end that too
    created_at bigint not null,
    due_at bigint not null
);
create unique index push_deliveries_once on push_deliveries (target_n, notification_id);
create index push_deliveries_notification on push_deliveries (notification_id);
create index push_deliveries_due on push_deliveries (due_at);

-- What stands on a screen, so that only there it is cleared.
create table push_shown (
    target_n bigint not null,
    notification_id {{uuid}} not null,
    shown_at bigint not null,
    primary key (target_n, notification_id)
) {{clustered}};
create index push_shown_notification on push_shown (notification_id);
create index push_shown_at on push_shown (shown_at);

-- Every try. Kept for a month; never holds text or addresses.
create table push_attempts (
    n {{identity}},
    workspace_n bigint not null,
    user_n bigint not null,
    target_id {{uuid}} not null,
    way int not null,
    purpose int not null,
    outcome int not null,
    status int not null,
    duration_ms bigint not null,
    at bigint not null
);
create index push_attempts_workspace on push_attempts (workspace_n, n);
create index push_attempts_user on push_attempts (user_n, n);
create index push_attempts_at on push_attempts (at);

-- What a person has set; null: as the server has it.
create table push_settings (
    user_n bigint not null primary key,
    mail int,
    mail_after_minutes bigint,
    content int
);

-- A mail tells of all that a person was shown and has not read.
create index notification_deliveries_user on notification_deliveries (user_n, state, due_at);
