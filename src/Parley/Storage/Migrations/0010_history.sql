-- Whether a conversation shows its past to those who come later (HistoryVisibility), and from where each member sees it then.
alter table conversations add column history int not null default 0;
alter table members add column visible_after bigint not null default 0;   -- the last ordinal before they joined
