-- What a link leads to: asked once a day for each workspace, also where there was nothing to show.
create table link_pages (
    n {{identity}},
    workspace_n bigint not null,
    url text not null,
    url_hash {{blob}} not null,
    found int not null,
    title text,
    description text,
    site_name text,
    image_url text,                           -- where the image is; given out only through this server
    image_width int,
    image_height int,
    fetched_at bigint not null
);
create unique index link_pages_url on link_pages (workspace_n, url_hash);
create index link_pages_age on link_pages (fetched_at);

-- A card under a message.
create table link_previews (
    n {{identity}},
    id {{uuid}} not null unique,
    message_n bigint not null,
    url text not null,
    url_hash {{blob}} not null,
    removed int not null default 0,           -- by its author: it does not come back with an edit
    title text,
    description text,
    site_name text,
    image_url text,
    image_width int,
    image_height int
);
create index link_previews_message on link_previews (message_n, n);

-- Messages whose links are still to be looked up.
create table link_jobs (
    n {{identity}},
    message_n bigint not null,
    conversation_n bigint not null,
    workspace_n bigint not null
);
create index link_jobs_message on link_jobs (message_n);
