-- What was taken over from another system (Importing): its key there and the row that it became, so that a second run finds it.
-- kind is an ImportKind; key is the primary key there, as text.
create table imported (
    workspace_n bigint not null,
    system text not null,
    kind int not null,
    key text not null,
    n bigint not null,
    primary key (workspace_n, system, kind, key)
) {{clustered}};
