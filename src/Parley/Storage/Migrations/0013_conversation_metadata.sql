-- What the host application hung on a conversation: JSON, kept as it came.
alter table conversations add column metadata text;
