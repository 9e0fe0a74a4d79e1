-- Closed for everybody: readable, and nobody writes in it until it is opened again.
alter table conversations add column archived_at bigint;

-- The dialect through which it was begun; none: the own protocol. Says which of them its address means, and that nobody needs lines of text
-- about comings and goings there.
alter table conversations add column origin text;

-- For pages by number without the deleted ones: holds only those, so it costs nothing where nothing is deleted.
create index messages_deleted on messages (conversation_n, ordinal) where deleted_at is not null;
