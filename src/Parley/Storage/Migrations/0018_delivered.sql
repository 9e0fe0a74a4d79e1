-- How far messages have reached a member's devices. What was read has been delivered: readers take the greater of the two, so reading and posting write nothing more.
alter table members add column delivered_ordinal bigint not null default 0;
