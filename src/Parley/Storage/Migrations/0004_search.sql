-- Messages are indexed in the order of their rows; up to here they are.
create table search_position (n {{identity}}, indexed_to bigint not null);
insert into search_position (n, indexed_to) values (1, 0);

-- Which rows hold the messages of a day (since 1970, UTC), so that a search by time looks at no others.
create table search_days (day {{identity}}, first_n bigint not null, last_n bigint not null);

-- Every plain word that some indexed message has: what a typo is compared with.
create table search_vocabulary (word text not null primary key) {{clustered}};

-- The index's terms of messages that were edited or deleted, until no byte of the index holds them any more (Search/PurgeIndex).
create table search_gone (n {{identity}}, words text not null);

-- Conversations (kind 0) and people (kind 1) whose names are not in the index as they are now.
create table search_stale_names (kind int not null, n bigint not null, primary key (kind, n)) {{clustered}};
insert into search_stale_names (kind, n) select 0, n from conversations;
insert into search_stale_names (kind, n) select 1, n from users;

-- What comes and goes without the words is asked of the row. A message without it costs nothing here.
create index messages_reacted on messages (n) where reaction_count > 0;
create index messages_pinned on messages (n) where (extras & 8) <> 0;
create index messages_threads on messages (n) where reply_count > 0 or reply_to_n is not null;
create index messages_edited on messages (n) where edited_at is not null;

-- The words themselves, and what tells of names that change: each engine in its own way.
{{search_index}}
