-- Append-only. hash covers the row and the hash of the row before it in its workspace (Audit/AuditLog).
create table audit_entries (
    n {{identity}},
    workspace_n bigint not null,
    actor_n bigint not null,                  -- 0: the server itself
    action text not null,
    subject text not null,
    data text,
    address text,
    at bigint not null,
    hash {{blob}} not null
);
create index audit_entries_workspace on audit_entries (workspace_n, n);
create index audit_entries_subject on audit_entries (workspace_n, subject, n);
