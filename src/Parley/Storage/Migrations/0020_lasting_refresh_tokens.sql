-- Good more than once, for clients of older systems that keep the one which the log-in gave them.
alter table refresh_tokens add column lasting int not null default 0;
