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

-- what comes round for each tenant: who does it now, what became of it last, and when it must come round again
create table tenant_job (
    tenant_id   uuid        not null,
    job         text        not null,
    lease_until timestamptz,
    next_due    timestamptz,
    started_at  timestamptz,
    finished_at timestamptz,
    error       text,
    runs        bigint      not null default 0,
    failures    bigint      not null default 0,
    constraint tenant_job_pk primary key (tenant_id, job),
    constraint tenant_job_tenant_fk foreign key (tenant_id) references tenant (id) on delete cascade
);
-- a round that asks whom it must not forget, though nobody works there now
create index tenant_job_due on tenant_job (job, next_due) where next_due is not null;
comment on column tenant_job.lease_until is 'until then one node does the job; null when nobody does';
comment on column tenant_job.error is 'of the last run; null when it went well';

-- Quartz 2.5, clustered; its tables are its own, so are their names

create table qrtz_job_details (
    sched_name        text    not null,
    job_name          text    not null,
    job_group         text    not null,
    description       text,
    job_class_name    text    not null,
    is_durable        boolean not null,
    is_nonconcurrent  boolean not null,
    is_update_data    boolean not null,
    requests_recovery boolean not null,
    job_data          bytea,
    constraint qrtz_job_details_pk primary key (sched_name, job_name, job_group)
);

create table qrtz_triggers (
    sched_name     text     not null,
    trigger_name   text     not null,
    trigger_group  text     not null,
    job_name       text     not null,
    job_group      text     not null,
    description    text,
    next_fire_time bigint,
    prev_fire_time bigint,
    priority       integer,
    trigger_state  text     not null,
    trigger_type   text     not null,
    start_time     bigint   not null,
    end_time       bigint,
    calendar_name  text,
    misfire_instr  smallint,
    job_data       bytea,
    constraint qrtz_triggers_pk primary key (sched_name, trigger_name, trigger_group),
    constraint qrtz_triggers_job_fk foreign key (sched_name, job_name, job_group)
        references qrtz_job_details (sched_name, job_name, job_group)
);
-- the triggers of a job
create index qrtz_triggers_job on qrtz_triggers (sched_name, job_name, job_group);
-- which trigger comes next; there are fewer than fifty, so the other indexes that Quartz proposes would cost more than they save
create index qrtz_triggers_next on qrtz_triggers (sched_name, trigger_state, next_fire_time);

create table qrtz_simple_triggers (
    sched_name      text   not null,
    trigger_name    text   not null,
    trigger_group   text   not null,
    repeat_count    bigint not null,
    repeat_interval bigint not null,
    times_triggered bigint not null,
    constraint qrtz_simple_triggers_pk primary key (sched_name, trigger_name, trigger_group),
    constraint qrtz_simple_triggers_trigger_fk foreign key (sched_name, trigger_name, trigger_group)
        references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_cron_triggers (
    sched_name      text not null,
    trigger_name    text not null,
    trigger_group   text not null,
    cron_expression text not null,
    time_zone_id    text,
    constraint qrtz_cron_triggers_pk primary key (sched_name, trigger_name, trigger_group),
    constraint qrtz_cron_triggers_trigger_fk foreign key (sched_name, trigger_name, trigger_group)
        references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_simprop_triggers (
    sched_name    text not null,
    trigger_name  text not null,
    trigger_group text not null,
    str_prop_1    text,
    str_prop_2    text,
    str_prop_3    text,
    int_prop_1    integer,
    int_prop_2    integer,
    long_prop_1   bigint,
    long_prop_2   bigint,
    dec_prop_1    numeric,
    dec_prop_2    numeric,
    bool_prop_1   boolean,
    bool_prop_2   boolean,
    constraint qrtz_simprop_triggers_pk primary key (sched_name, trigger_name, trigger_group),
    constraint qrtz_simprop_triggers_trigger_fk foreign key (sched_name, trigger_name, trigger_group)
        references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_blob_triggers (
    sched_name    text not null,
    trigger_name  text not null,
    trigger_group text not null,
    blob_data     bytea,
    constraint qrtz_blob_triggers_pk primary key (sched_name, trigger_name, trigger_group),
    constraint qrtz_blob_triggers_trigger_fk foreign key (sched_name, trigger_name, trigger_group)
        references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_calendars (
    sched_name    text  not null,
    calendar_name text  not null,
    calendar      bytea not null,
    constraint qrtz_calendars_pk primary key (sched_name, calendar_name)
);

create table qrtz_paused_trigger_grps (
    sched_name    text not null,
    trigger_group text not null,
    constraint qrtz_paused_trigger_grps_pk primary key (sched_name, trigger_group)
);

create table qrtz_fired_triggers (
    sched_name        text    not null,
    entry_id          text    not null,
    trigger_name      text    not null,
    trigger_group     text    not null,
    instance_name     text    not null,
    fired_time        bigint  not null,
    sched_time        bigint  not null,
    priority          integer not null,
    state             text    not null,
    job_name          text,
    job_group         text,
    is_nonconcurrent  boolean,
    requests_recovery boolean,
    constraint qrtz_fired_triggers_pk primary key (sched_name, entry_id)
);

create table qrtz_scheduler_state (
    sched_name        text   not null,
    instance_name     text   not null,
    last_checkin_time bigint not null,
    checkin_interval  bigint not null,
    constraint qrtz_scheduler_state_pk primary key (sched_name, instance_name)
);

create table qrtz_locks (
    sched_name text not null,
    lock_name  text not null,
    constraint qrtz_locks_pk primary key (sched_name, lock_name)
);
