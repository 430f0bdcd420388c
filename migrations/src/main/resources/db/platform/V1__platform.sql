-- The directory of tenants and the operators' realm. Runs with search_path = platform, ext.

create table tenant (
    id               uuid        not null,
    slug             text        not null,
    name             text        not null,
    schema_name      text        not null,
    edition          text        not null,
    features_added   text[]      not null default '{}',
    features_removed text[]      not null default '{}',
    features_off     text[]      not null default '{}',
    state            text        not null,
    schema_version   integer     not null default 0,
    failure          text,
    request          jsonb,
    cell             text        not null default 'main',
    created_at       timestamptz not null default now(),
    suspended_at     timestamptz,
    deleted_at       timestamptz,
    last_used_at     timestamptz,
    constraint tenant_pk primary key (id),
    constraint tenant_slug_valid check (slug ~ '^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$'),
    constraint tenant_schema_valid check (schema_name ~ '^t_[a-z0-9_]{1,40}$'),
    constraint tenant_state_valid check (state in ('PROVISIONING', 'ACTIVE', 'SUSPENDED', 'DELETED'))
);
-- sign-up asks "is this address free?"; the slug of a deleted tenant stays taken until its grace period is over
create unique index tenant_slug_key on tenant (slug);
-- no two slugs may share a schema, as a-b and a_b would
create unique index tenant_schema_key on tenant (schema_name);
-- the start-up sweep looks for tenants that are behind or half-made
create index tenant_state_version on tenant (state, schema_version);
comment on column tenant.request is 'What the sign-up asked for, kept until the tenant is active so that a killed provisioning can go on';

create table tenant_host (
    host       text        not null,
    tenant_id  uuid        not null,
    created_at timestamptz not null default now(),
    constraint tenant_host_pk primary key (host),
    constraint tenant_host_tenant_fk foreign key (tenant_id) references tenant (id) on delete cascade
);
-- a tenant's host names, with each look-up of it
create index tenant_host_tenant on tenant_host (tenant_id);

create table workspace_hint (
    email_mac text not null,
    tenant_id uuid not null,
    constraint workspace_hint_pk primary key (email_mac, tenant_id),
    constraint workspace_hint_tenant_fk foreign key (tenant_id) references tenant (id) on delete cascade
);
-- what an erased tenant leaves
create index workspace_hint_tenant on workspace_hint (tenant_id);
comment on table workspace_hint is 'Where to look for the workspaces of an address. Keyed by the installation''s secret, so the directory holds no addresses';

create table operator (
    id              uuid        not null,
    email           text        not null,
    name            text        not null,
    password_hash   text        not null,
    failed_attempts integer     not null default 0,
    locked_until    timestamptz,
    last_login_at   timestamptz,
    created_at      timestamptz not null default now(),
    constraint operator_pk primary key (id)
);
-- log-in
create unique index operator_email_key on operator (lower(email));

-- what operators did to tenants: kept after the tenant is gone
create table operation_log (
    id          uuid        not null,
    at          timestamptz not null default now(),
    operator    text        not null,
    tenant_slug text        not null,
    operation   text        not null,
    detail      text,
    constraint operation_log_pk primary key (id)
);
-- newest first
create index operation_log_at on operation_log (at desc);
