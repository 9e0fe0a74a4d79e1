-- From which message on a member wants the conversation to count as unread, whatever they have read; null: from the read position on.
alter table members add column unread_from bigint;
