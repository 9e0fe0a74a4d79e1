-- Who wants nothing to do with whom. Asked for from both ends.
create table blocks (
    blocker_n bigint not null,
    blocked_n bigint not null,
    created_at bigint not null,
    primary key (blocker_n, blocked_n)
) {{clustered}};
create index blocks_blocked on blocks (blocked_n);

-- A report keeps what the message said when it was reported, so that deleting the message does not help its author. content and comment
-- are emptied some days after the report is resolved (Moderation/EvidenceRetention).
create table reports (
    n {{identity}},
    id {{uuid}} not null unique,
    workspace_n bigint not null,
    reporter_n bigint not null,
    user_n bigint not null,                   -- whom it is about
    conversation_n bigint,
    message_n bigint,                         -- none: it is about the person
    reason int not null,
    comment text,
    content text,
    edited_at bigint,
    state int not null,
    created_at bigint not null,
    resolved_at bigint,
    resolved_by_n bigint,
    action int,
    note text
);
create unique index reports_message on reports (reporter_n, message_n) where state = 0 and message_n is not null;
create unique index reports_user on reports (reporter_n, user_n) where state = 0 and message_n is null;
create index reports_workspace on reports (workspace_n, state, n);
create index reports_conversation on reports (conversation_n, state, n) where conversation_n is not null;
create index reports_warnings on reports (user_n, action) where action is not null;

alter table conversations add column slow_mode_seconds int not null default 0;
alter table members add column silenced_until bigint;
alter table members add column last_post_at bigint;   -- kept in slow mode only
