-- Messages by the keys of their metadata that their workspace asked for.
create table metadata_entries (
    n {{identity}},
    workspace_n bigint not null,
    conversation_n bigint not null,
    message_n bigint not null,
    name text not null,
    value text not null
);
create unique index metadata_entries_message on metadata_entries (message_n, name);
create index metadata_entries_workspace on metadata_entries (workspace_n, name, value, message_n);
create index metadata_entries_conversation on metadata_entries (conversation_n, name, value, message_n);

-- How far messages older than the wish have been looked through: up_to_n is a message's number, done once nothing is left.
create table metadata_keys (
    workspace_n bigint not null,
    name text not null,
    up_to_n bigint not null,
    done int not null,
    primary key (workspace_n, name)
) {{clustered}};
