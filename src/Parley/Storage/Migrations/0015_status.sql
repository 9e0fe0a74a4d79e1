-- What people say of themselves for a while; an ended one stays until the next and is not shown.
alter table users add column status_text text;
alter table users add column status_emoji text;
alter table users add column status_until bigint;
