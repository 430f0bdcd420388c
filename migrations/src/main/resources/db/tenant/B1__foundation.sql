-- Everything that a new tenant's schema has. Names no schema: runs with search_path = <tenant>, ext.
-- Rules for this file are held by DdlRulesTest.

-- unindexed: app_user_role_fk: roles in use are never deleted
-- unindexed: team_lead_fk, record_guard_closed_by_fk: people are disabled, not deleted
-- unindexed: organisation_sector_fk, organisation_size_fk, organisation_language_fk: options are archived, not deleted
-- unindexed: organisation_currency_fk, person_language_fk, person_country_fk: options are archived, not deleted
-- unindexed: record_comment_author_fk, record_mail_user_fk, import_job_user_fk, saved_view_owner_fk: people are disabled, not deleted
-- unindexed: import_job_content_fk: files of imports are cleared out job by job

-- access ---------------------------------------------------------------------------------------------------------

create table role (
    id          uuid        not null,
    key         text        not null,
    name        text        not null,
    system      boolean     not null default false,
    special     text[]      not null default '{}',
    created_at  timestamptz not null default now(),
    constraint role_pk primary key (id),
    constraint role_key_unique unique (key)
);
comment on column role.special is 'rights beside those on records of a type: READ_CLOSED, CLOSE, SHARE_VIEWS, ERASE';

create table role_grant (
    role_id     uuid        not null,
    record_type text        not null,
    operation   text        not null,
    scope       text        not null,
    constraint role_grant_pk primary key (role_id, record_type, operation),
    constraint role_grant_role_fk foreign key (role_id) references role (id) on delete cascade,
    constraint role_grant_scope_valid check (scope in ('ALL', 'TEAM', 'MANAGED', 'ORGANISATION', 'ASSIGNED', 'OWN', 'NONE'))
);
comment on column role_grant.record_type is 'key of a record type, or * for all that have no row of their own';

create table role_field (
    role_id     uuid not null,
    record_type text not null,
    field       text not null,
    field_right text not null,
    constraint role_field_pk primary key (role_id, record_type, field),
    constraint role_field_role_fk foreign key (role_id) references role (id) on delete cascade,
    constraint role_field_right_valid check (field_right in ('NONE', 'READ'))
);
comment on table role_field is 'Fields that a role may only read, or may not know of; it may edit all others';

create table app_user (
    id                 uuid        not null,
    email              citext      not null,
    name               text        not null,
    password_hash      text,
    role_id            uuid        not null,
    organisation_id    uuid,
    state              text        not null,
    locale             text        not null default 'es',
    colour_scheme      text        not null default 'BRAND',
    time_zone          text,
    email_confirmed_at timestamptz,
    last_login_at      timestamptz,
    created_at         timestamptz not null default now(),
    constraint app_user_pk primary key (id),
    constraint app_user_email_unique unique (email),
    constraint app_user_role_fk foreign key (role_id) references role (id),
    constraint app_user_state_valid check (state in ('INVITED', 'ACTIVE', 'DISABLED'))
);
comment on column app_user.time_zone is 'null for the tenant''s';
comment on column app_user.organisation_id is 'whose records the user works with under the scope ORGANISATION';

create table team (
    id         uuid        not null,
    name       text        not null,
    lead_id    uuid,
    created_at timestamptz not null default now(),
    constraint team_pk primary key (id),
    constraint team_lead_fk foreign key (lead_id) references app_user (id) on delete set null
);
-- no two teams are called the same
create unique index team_name_unique on team (lower(name));

create table team_member (
    team_id uuid not null,
    user_id uuid not null,
    constraint team_member_pk primary key (team_id, user_id),
    constraint team_member_team_fk foreign key (team_id) references team (id) on delete cascade,
    constraint team_member_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
-- a user who goes leaves their teams
create index team_member_user on team_member (user_id);

create table team_role (
    team_id uuid not null,
    role_id uuid not null,
    constraint team_role_pk primary key (team_id, role_id),
    constraint team_role_team_fk foreign key (team_id) references team (id) on delete cascade,
    constraint team_role_role_fk foreign key (role_id) references role (id) on delete cascade
);
-- a role that is deleted leaves the teams
create index team_role_role on team_role (role_id);

-- records closed to all but named people; beats every role
create table record_guard (
    record_id   uuid        not null,
    record_type text        not null,
    people      uuid[]      not null,
    closed_by   uuid        not null,
    closed_at   timestamptz not null default now(),
    constraint record_guard_pk primary key (record_id),
    constraint record_guard_closed_by_fk foreign key (closed_by) references app_user (id)
);

create table log_in_attempt (
    email        citext      not null,
    failed       integer     not null,
    locked_until timestamptz,
    last_at      timestamptz not null,
    constraint log_in_attempt_pk primary key (email)
);
comment on table log_in_attempt is 'Wrong passwords in a row, for addresses with and without a user alike, so that waiting tells nobody which exist';

create table user_session (
    id           uuid        not null,
    user_id      uuid        not null,
    created_at   timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    address      text        not null,
    agent        text        not null,
    ended_at     timestamptz,
    constraint user_session_pk primary key (id),
    constraint user_session_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
-- the session list of a profile
create index user_session_user on user_session (user_id, last_seen_at desc);

create table one_time_token (
    id         uuid        not null,
    hash       text        not null,
    purpose    text        not null,
    user_id    uuid        not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    constraint one_time_token_pk primary key (id),
    constraint one_time_token_hash_unique unique (hash),
    constraint one_time_token_user_fk foreign key (user_id) references app_user (id) on delete cascade,
    constraint one_time_token_purpose_valid check (purpose in ('CONFIRM_EMAIL', 'RESET_PASSWORD', 'INVITATION', 'SIGN_IN'))
);
-- a new token of a kind replaces the user's older ones
create index one_time_token_user on one_time_token (user_id, purpose);

create table identity_provider (
    id              uuid        not null,
    name            text        not null,
    issuer          text        not null,
    client_id       text        not null,
    client_secret   text        not null,
    endpoints       jsonb       not null,
    create_users    boolean     not null default false,
    allowed_domains text[]      not null default '{}',
    enabled         boolean     not null default true,
    config_version  integer     not null default 1,
    created_at      timestamptz not null default now(),
    constraint identity_provider_pk primary key (id),
    -- an identity is known by its issuer, so two providers must not share one
    constraint identity_provider_issuer_unique unique (issuer)
);
comment on column identity_provider.client_secret is 'encrypted with the installation''s key';

create table identity (
    id         uuid        not null,
    issuer     text        not null,
    subject    text        not null,
    user_id    uuid        not null,
    created_at timestamptz not null default now(),
    constraint identity_pk primary key (id),
    constraint identity_subject_unique unique (issuer, subject),
    constraint identity_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
-- the providers that a profile lists
create index identity_user on identity (user_id);

-- brand, settings, mail ------------------------------------------------------------------------------------------

create table asset (
    hash       text        not null,
    media_type text        not null,
    content    bytea       not null,
    created_at timestamptz not null default now(),
    constraint asset_pk primary key (hash)
);

create table brand_revision (
    number       integer     not null,
    brand        jsonb       not null,
    css          text        not null,
    css_hash     text        not null,
    published_at timestamptz not null default now(),
    published_by uuid,
    constraint brand_revision_pk primary key (number)
);
-- the content-hash address of a style sheet
create index brand_revision_hash on brand_revision (css_hash);

create table setting (
    key   text  not null,
    value jsonb not null,
    constraint setting_pk primary key (key)
);

create table mail_outbox (
    id              uuid        not null,
    recipient       text        not null,
    subject         text        not null,
    text_body       text        not null,
    html_body       text        not null,
    reply_to        text,
    calendar        text,
    created_at      timestamptz not null default now(),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default now(),
    sent_at         timestamptz,
    error           text,
    constraint mail_outbox_pk primary key (id)
);
-- what is due to be sent
create index mail_outbox_due on mail_outbox (next_attempt_at) where sent_at is null;

-- attributes: the tenant's option lists ------------------------------------------------------------------------------

create table attribute (
    id          uuid        not null,
    version     integer     not null default 0,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    changed_at  timestamptz not null default now(),
    changed_by  uuid,
    deleted_at  timestamptz,
    owner_id    uuid,
    team_id     uuid,
    title       text        not null,
    search_text text        not null default '',
    extra       jsonb       not null default '{}',
    list        text        not null,
    key         text        not null,
    label       text        not null,
    label_en    text,
    label_ca    text,
    colour      text,
    synonyms    text,
    position    integer     not null default 0,
    preset      boolean     not null default false,
    archived    boolean     not null default false,
    system      boolean     not null default false,
    constraint attribute_pk primary key (id)
);
-- presets and imports name an option by its key
create unique index attribute_key_unique on attribute (list, key) where deleted_at is null;
-- options of a field, in order
create index attribute_list_position on attribute (list, position, id) where deleted_at is null;
-- the settings' list, and global search
create index attribute_title on attribute (title, id) where deleted_at is null;
-- "is it here already?", asked before a record is made
create index attribute_title_lower on attribute (lower(title)) where deleted_at is null;
create index attribute_search on attribute using gin (search_text gin_trgm_ops);

-- organisations and people -----------------------------------------------------------------------------------------

create table organisation (
    id              uuid        not null,
    version         integer     not null default 0,
    created_at      timestamptz not null default now(),
    created_by      uuid,
    changed_at      timestamptz not null default now(),
    changed_by      uuid,
    deleted_at      timestamptz,
    owner_id        uuid,
    team_id         uuid,
    title           text        not null,
    search_text     text        not null default '',
    extra           jsonb       not null default '{}',
    name            text        not null,
    trade_name      text,
    tax_id          text,
    kinds           uuid[]      not null default '{}',
    status          uuid,
    sector          uuid,
    size            uuid,
    parent_id       uuid,
    website         text,
    domain          text,
    logo            jsonb,
    emails          jsonb       not null default '[]',
    phones          jsonb       not null default '[]',
    language        uuid,
    street          text,
    postal_code     text,
    city            text,
    region          text,
    country         uuid,
    other_addresses jsonb       not null default '[]',
    revenue         numeric(19, 2),
    currency        uuid,
    customer_since  date,
    notes           text,
    constraint organisation_pk primary key (id),
    constraint organisation_parent_fk foreign key (parent_id) references organisation (id),
    constraint organisation_owner_fk foreign key (owner_id) references app_user (id),
    constraint organisation_team_fk foreign key (team_id) references team (id) on delete set null,
    constraint organisation_status_fk foreign key (status) references attribute (id),
    constraint organisation_sector_fk foreign key (sector) references attribute (id),
    constraint organisation_size_fk foreign key (size) references attribute (id),
    constraint organisation_language_fk foreign key (language) references attribute (id),
    constraint organisation_country_fk foreign key (country) references attribute (id),
    constraint organisation_currency_fk foreign key (currency) references attribute (id)
);
-- the list in its first order; a search of a frequent word walks it, and must not visit the table for each row
create index organisation_title on organisation (title, id) include (search_text) where deleted_at is null;
-- "is it here already?", asked before a record is made
create index organisation_title_lower on organisation (lower(title)) where deleted_at is null;
-- the list by its other sortable columns, and "newest first"
create index organisation_city on organisation (city, id) where deleted_at is null;
create index organisation_revenue on organisation (revenue, id) where deleted_at is null;
create index organisation_customer_since on organisation (customer_since, id) where deleted_at is null;
create index organisation_changed on organisation (changed_at, id) where deleted_at is null;
create index organisation_created on organisation (created_at, id) where deleted_at is null;
-- who sees only what they own or made: both indexes are combined
create index organisation_maker on organisation (created_by, title, id) where deleted_at is null;
-- who sees what belongs to their teams, and teams that are deleted
create index organisation_team on organisation (team_id, title, id) where team_id is not null;
-- filters that people put on first
create index organisation_owner on organisation (owner_id, title, id) where deleted_at is null;
create index organisation_status on organisation (status, title, id) where deleted_at is null;
create index organisation_country on organisation (country, title, id) where deleted_at is null;
create index organisation_kinds on organisation using gin (kinds);
create index organisation_extra on organisation using gin (extra jsonb_path_ops);
create index organisation_search on organisation using gin (search_text gin_trgm_ops);
-- import and the duplicate warning look these up
create index organisation_name_lower on organisation (lower(name)) where deleted_at is null;
create index organisation_domain_lower on organisation (lower(domain)) where deleted_at is null;
create index organisation_tax_id_lower on organisation (lower(tax_id)) where deleted_at is null;
create index organisation_emails on organisation using gin (emails jsonb_path_ops);
create unique index organisation_tax_id_unique on organisation (tax_id) where deleted_at is null;
create index organisation_parent on organisation (parent_id);
-- recycle bin
create index organisation_deleted on organisation (deleted_at) where deleted_at is not null;

create table person (
    id              uuid        not null,
    version         integer     not null default 0,
    created_at      timestamptz not null default now(),
    created_by      uuid,
    changed_at      timestamptz not null default now(),
    changed_by      uuid,
    deleted_at      timestamptz,
    owner_id        uuid,
    team_id         uuid,
    title           text        not null,
    search_text     text        not null default '',
    extra           jsonb       not null default '{}',
    first_name      text        not null,
    last_name       text,
    job_title       text,
    organisation_id uuid,
    roles           uuid[]      not null default '{}',
    photo           jsonb,
    emails          jsonb       not null default '[]',
    phones          jsonb       not null default '[]',
    language        uuid,
    birth_date      date,
    tax_id          text,
    do_not_contact  boolean     not null default false,
    street          text,
    postal_code     text,
    city            text,
    region          text,
    country         uuid,
    other_addresses jsonb       not null default '[]',
    notes           text,
    constraint person_pk primary key (id),
    constraint person_organisation_fk foreign key (organisation_id) references organisation (id),
    constraint person_owner_fk foreign key (owner_id) references app_user (id),
    constraint person_team_fk foreign key (team_id) references team (id) on delete set null,
    constraint person_language_fk foreign key (language) references attribute (id),
    constraint person_country_fk foreign key (country) references attribute (id)
);
-- the list in its first order, by its other sortable columns, and "newest first"
create index person_title on person (title, id) include (search_text) where deleted_at is null;
-- "is it here already?", asked before a record is made
create index person_title_lower on person (lower(title)) where deleted_at is null;
create index person_job_title on person (job_title, id) where deleted_at is null;
create index person_city on person (city, id) where deleted_at is null;
create index person_birth_date on person (birth_date, id) where deleted_at is null;
create index person_changed on person (changed_at, id) where deleted_at is null;
create index person_created on person (created_at, id) where deleted_at is null;
-- filters that people put on first
create index person_owner on person (owner_id, title, id) where deleted_at is null;
-- who sees only what they own or made: both indexes are combined
create index person_maker on person (created_by, title, id) where deleted_at is null;
-- who sees what belongs to their teams, and teams that are deleted
create index person_team on person (team_id, title, id) where team_id is not null;
-- the people of an organisation, on its sheet
create index person_organisation on person (organisation_id, title, id) where deleted_at is null;
-- filters, and search in the middle of words
create index person_roles on person using gin (roles);
create index person_extra on person using gin (extra jsonb_path_ops);
create index person_search on person using gin (search_text gin_trgm_ops);
-- import recognises people by these
create index person_emails on person using gin (emails jsonb_path_ops);
create index person_tax_id_lower on person (lower(tax_id)) where deleted_at is null;
-- recycle bin
create index person_deleted on person (deleted_at) where deleted_at is not null;

-- doors for other programs -----------------------------------------------------------------------------------------

create table oauth_key (
    id         text        not null,
    jwk        text        not null,
    created_at timestamptz not null default now(),
    constraint oauth_key_pk primary key (id)
);
comment on column oauth_key.jwk is 'private key, encrypted with the installation''s key';

create table api_client (
    id           uuid        not null,
    client_id    text        not null,
    secret_hash  text,
    name         text        not null,
    scopes       text[]      not null,
    redirects    text[]      not null default '{}',
    user_id      uuid        not null,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at   timestamptz,
    constraint api_client_pk primary key (id),
    constraint api_client_client_id_unique unique (client_id),
    constraint api_client_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
comment on column api_client.secret_hash is 'null for an app that can keep no secret';
comment on column api_client.user_id is 'whose rights it has when it acts for itself';
-- what acts with a user's rights, when the user goes
create index api_client_user on api_client (user_id);

create table api_grant (
    id                 uuid        not null,
    client_id          uuid        not null,
    user_id            uuid,
    kind               text        not null,
    scopes             text[]      not null default '{}',
    request            jsonb,
    state_hash         text,
    code_hash          text,
    code_expires_at    timestamptz,
    code_used          boolean     not null default false,
    access_hash        text,
    access_issued_at   timestamptz,
    access_expires_at  timestamptz,
    access_revoked     boolean     not null default false,
    refresh_hash       text,
    refresh_issued_at  timestamptz,
    refresh_expires_at timestamptz,
    refresh_revoked    boolean     not null default false,
    expires_at         timestamptz not null,
    constraint api_grant_pk primary key (id),
    constraint api_grant_state_unique unique (state_hash),
    constraint api_grant_code_unique unique (code_hash),
    constraint api_grant_access_unique unique (access_hash),
    constraint api_grant_refresh_unique unique (refresh_hash),
    constraint api_grant_client_fk foreign key (client_id) references api_client (id) on delete cascade,
    constraint api_grant_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
comment on table api_grant is 'What a client was let do; of every token only the hash is kept';
comment on column api_grant.expires_at is 'when the row itself may go';
-- all that a client or a user has, when either goes; and the sweep of what is over
create index api_grant_client on api_grant (client_id);
create index api_grant_user on api_grant (user_id);
create index api_grant_expires on api_grant (expires_at);

create table api_consent (
    client_id uuid   not null,
    user_id   uuid   not null,
    scopes    text[] not null,
    constraint api_consent_pk primary key (client_id, user_id),
    constraint api_consent_client_fk foreign key (client_id) references api_client (id) on delete cascade,
    constraint api_consent_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
-- what a user let clients do, when the user goes
create index api_consent_user on api_consent (user_id);

create table personal_token (
    id           uuid        not null,
    user_id      uuid        not null,
    name         text        not null,
    hash         text        not null,
    scopes       text[]      not null,
    expires_at   timestamptz not null,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    constraint personal_token_pk primary key (id),
    constraint personal_token_hash_unique unique (hash),
    constraint personal_token_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
-- the tokens that a profile lists
create index personal_token_user on personal_token (user_id, created_at desc);

create table calendar_feed (
    id           uuid        not null,
    user_id      uuid        not null,
    secret_hash  text        not null,
    record_type  text        not null,
    field        text        not null,
    search       text        not null default '',
    filter       text        not null default '',
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    constraint calendar_feed_pk primary key (id),
    constraint calendar_feed_secret_unique unique (secret_hash),
    constraint calendar_feed_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
-- the feeds that a user has made
create index calendar_feed_user on calendar_feed (user_id, created_at desc);

create table external_id (
    record_type text not null,
    external_id text not null,
    record_id   uuid not null,
    constraint external_id_pk primary key (record_type, external_id)
);
comment on table external_id is 'What other programs call a record';
-- the external ids of a page of records
create index external_id_record on external_id (record_id);
-- fields that the tenant made; their values stand in the column extra of the records
create table field_definition (
    id             uuid        not null,
    record_type    text        not null,
    key            text        not null,
    kind           text        not null,
    detail         text        not null default '',
    label          text        not null,
    label_en       text,
    label_ca       text,
    help           text,
    section        text        not null default '',
    position       integer     not null default 0,
    required       boolean     not null default false,
    required_when  text,
    visible_when   text,
    read_only_when text,
    no_twins       boolean     not null default false,
    searchable     boolean     not null default false,
    in_list        boolean     not null default false,
    personal_data  boolean     not null default false,
    start_value    jsonb,
    derivation     jsonb,
    archived       boolean     not null default false,
    created_at     timestamptz not null default now(),
    constraint field_definition_pk primary key (id),
    constraint field_definition_key_unique unique (record_type, key),
    constraint field_definition_key_valid check (key ~ '^x_[a-z0-9_]{1,60}$')
);
comment on column field_definition.detail is 'what the kind alone does not say: a list, another record type, a number of digits';
comment on column field_definition.derivation is 'the formula or roll-up that the value follows from, where nobody writes it';
comment on column field_definition.required_when is 'filter in its text form, like visible_when and read_only_when';

create table field_number (
    record_type text   not null,
    key         text   not null,
    last        bigint not null,
    constraint field_number_pk primary key (record_type, key)
);
comment on table field_number is 'The last number that each numbering field gave; a row, because a sequence is not part of a transaction and would leave gaps';

-- what every record has -----------------------------------------------------------------------------------------

create table record_comment (
    id          uuid        not null,
    record_type text        not null,
    record_id   uuid        not null,
    author_id   uuid        not null,
    answers_id  uuid,
    body        text        not null,
    pinned      boolean     not null default false,
    created_at  timestamptz not null default now(),
    edited_at   timestamptz,
    constraint record_comment_pk primary key (id),
    constraint record_comment_answers_fk foreign key (answers_id) references record_comment (id) on delete set null,
    constraint record_comment_author_fk foreign key (author_id) references app_user (id)
);
comment on column record_comment.answers_id is 'another one on the same record';
-- what loses what it answered
create index record_comment_answers on record_comment (answers_id) where answers_id is not null;
-- the timeline of a sheet
create index record_comment_record on record_comment (record_type, record_id, created_at desc);
-- the block of the latest
create index record_comment_latest on record_comment (created_at desc, id desc);

create table record_change (
    id          uuid        not null,
    record_type text        not null,
    record_id   uuid        not null,
    kind        text        not null,
    changes     jsonb       not null default '[]',
    batch_id    uuid,
    user_id     uuid,
    at          timestamptz not null default now(),
    constraint record_change_pk primary key (id)
);
-- the timeline of a sheet
create index record_change_record on record_change (record_type, record_id, at desc);
-- undo of a bulk action, part by part
create index record_change_batch on record_change (batch_id, at desc, id) where batch_id is not null;

create table file_content (
    hash       text        not null,
    content    bytea       not null,
    created_at timestamptz not null default now(),
    constraint file_content_pk primary key (hash)
);

create table attachment (
    id           uuid        not null,
    record_type  text        not null,
    record_id    uuid,
    field        text,
    name         text        not null,
    media_type   text        not null,
    bytes        bigint      not null,
    content_hash text        not null,
    small_hash   text,
    uploaded_by  uuid,
    created_at   timestamptz not null default now(),
    released_at  timestamptz,
    constraint attachment_pk primary key (id),
    constraint attachment_content_fk foreign key (content_hash) references file_content (hash),
    constraint attachment_small_fk foreign key (small_hash) references file_content (hash),
    constraint attachment_waits check (record_id is not null or field is not null)
);
comment on column attachment.record_id is 'Null while a file waits for the record whose field is to hold it';
comment on column attachment.field is 'The field that holds it; null for what just hangs on the record';
comment on column attachment.small_hash is 'The picture as lists show it';
comment on column attachment.released_at is 'When its field let go of it';
-- the files of a sheet; whether content is still in use
create index attachment_record on attachment (record_type, record_id, created_at desc);
create index attachment_content on attachment (content_hash);
-- the same of pictures made small
create index attachment_small on attachment (small_hash) where small_hash is not null;
-- uploads that no form was saved with, and files that a field let go of
create index attachment_waiting on attachment (created_at) where record_id is null;
create index attachment_released on attachment (released_at) where released_at is not null;

create table saved_view (
    id          uuid        not null,
    record_type text        not null,
    name        text        not null,
    owner_id    uuid        not null,
    sharing     text        not null default 'PRIVATE',
    definition  jsonb       not null,
    created_at  timestamptz not null default now(),
    constraint saved_view_pk primary key (id),
    constraint saved_view_sharing_known check (sharing in ('PRIVATE', 'TEAM', 'ALL')),
    constraint saved_view_owner_fk foreign key (owner_id) references app_user (id) on delete cascade
);
-- the views that a list offers
create index saved_view_type on saved_view (record_type, owner_id);

create table view_follower (
    view_id uuid        not null,
    user_id uuid        not null,
    since   timestamptz not null,
    constraint view_follower_pk primary key (view_id, user_id),
    constraint view_follower_view_fk foreign key (view_id) references saved_view (id) on delete cascade,
    constraint view_follower_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
comment on table view_follower is 'who is told of records that come into a view';
-- what goes with a user
create index view_follower_user on view_follower (user_id);

create table list_setting (
    user_id     uuid  not null,
    record_type text  not null,
    columns     jsonb not null,
    constraint list_setting_pk primary key (user_id, record_type),
    constraint list_setting_user_fk foreign key (user_id) references app_user (id) on delete cascade
);

create table board_limit (
    record_type text    not null,
    field       text    not null,
    value       uuid    not null,
    most        integer not null,
    constraint board_limit_pk primary key (record_type, field, value),
    constraint board_limit_most_positive check (most > 0)
);
comment on table board_limit is 'how many records a column of a board should hold at most';

create table draft (
    user_id     uuid        not null,
    record_type text        not null,
    record_id   uuid        not null,
    version     integer     not null,
    entries     text        not null,
    saved_at    timestamptz not null default now(),
    constraint draft_pk primary key (user_id, record_type, record_id),
    constraint draft_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
comment on column draft.record_id is 'all zeros while the record is new';
comment on column draft.entries is 'text and not jsonb, which refuses the NUL that people may paste';

create table record_mail (
    id          uuid        not null,
    record_type text        not null,
    record_id   uuid        not null,
    recipient   text        not null,
    subject     text        not null,
    body        text        not null,
    sent_by     uuid        not null,
    created_at  timestamptz not null default now(),
    constraint record_mail_pk primary key (id),
    constraint record_mail_user_fk foreign key (sent_by) references app_user (id)
);
comment on column record_mail.id is 'the mail in the outbox; one that is gone from there was sent';
-- the timeline of a sheet
create index record_mail_record on record_mail (record_type, record_id, created_at desc);

create table notification (
    id          uuid        not null,
    user_id     uuid        not null,
    kind        text        not null,
    actor_id    uuid,
    record_type text,
    record_id   uuid,
    amount      integer     not null default 1,
    arguments   jsonb       not null default '[]',
    link        text        not null,
    created_at  timestamptz not null default now(),
    read_at     timestamptz,
    bell        boolean     not null default true,
    mail_due    timestamptz,
    constraint notification_pk primary key (id),
    constraint notification_user_fk foreign key (user_id) references app_user (id) on delete cascade,
    constraint notification_kind_valid check (kind in ('MENTIONED', 'ASSIGNED', 'COMMENTED', 'REPLIED', 'CHANGED',
        'ENTERED', 'IMPORTED', 'IMPORT_FAILED', 'INVITED', 'ANSWERED', 'EVENT_SOON', 'AUTOMATED', 'WEBHOOK_FAILED', 'WEBHOOK_OFF'))
);
comment on column notification.record_id is 'of one record; its title is read through the gate when the bell is opened';
comment on column notification.bell is 'false for what is only mailed';
comment on column notification.mail_due is 'when a mail shall tell it; null for never, and when one did';
-- mails and digests that are due
create index notification_mail on notification (mail_due) where mail_due is not null;
-- the bell, and the number on it
create index notification_user on notification (user_id, created_at desc);
create index notification_unread on notification (user_id) where read_at is null;

create table notification_preference (
    user_id      uuid      not null,
    choices      jsonb     not null,
    quiet_from   time,
    quiet_until  time,
    working_days integer[] not null,
    digest_at    time      not null,
    constraint notification_preference_pk primary key (user_id),
    constraint notification_preference_user_fk foreign key (user_id) references app_user (id) on delete cascade,
    constraint notification_preference_quiet_both check ((quiet_from is null) = (quiet_until is null))
);
comment on column notification_preference.choices is 'by kind of news: whether the bell tells it, and when a mail does';

create table import_job (
    id           uuid        not null,
    record_type  text        not null,
    file_name    text        not null,
    content_hash text        not null,
    plan         jsonb       not null,
    state        text        not null,
    problem      text,
    rows_total   integer     not null default 0,
    rows_done    integer     not null default 0,
    last_row     bigint      not null default 0,
    created      integer     not null default 0,
    updated      integer     not null default 0,
    skipped      integer     not null default 0,
    refused      integer     not null default 0,
    started_by   uuid        not null,
    lease_until  timestamptz,
    created_at   timestamptz not null default now(),
    finished_at  timestamptz,
    constraint import_job_pk primary key (id),
    constraint import_job_content_fk foreign key (content_hash) references file_content (hash),
    constraint import_job_user_fk foreign key (started_by) references app_user (id),
    constraint import_job_state_valid check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED'))
);
-- what a killed server has left running
create index import_job_running on import_job (lease_until) where state = 'RUNNING';
-- the latest imports, on the wizard's first page
create index import_job_newest on import_job (created_at desc);

create table bulk_run (
    id           uuid        not null,
    user_id      uuid        not null,
    record_type  text,
    kind         text        not null,
    field_values text        not null,
    records      uuid[]      not null,
    undoes       uuid,
    total        integer     not null,
    done         integer     not null default 0,
    changed      integer     not null default 0,
    skipped      integer     not null default 0,
    refused      integer     not null default 0,
    lease_until  timestamptz not null,
    created_at   timestamptz not null default now(),
    constraint bulk_run_pk primary key (id),
    constraint bulk_run_user_fk foreign key (user_id) references app_user (id) on delete cascade,
    constraint bulk_run_kind_known check (kind in ('EDIT', 'ASSIGN', 'DELETE', 'UNDO'))
);
-- a user who is taken out takes what they began along
create index bulk_run_user on bulk_run (user_id);
comment on table bulk_run is 'bulk actions on their way, which another server goes on with when theirs dies; over, they are gone';
comment on column bulk_run.field_values is 'text and not jsonb, which refuses the NUL that people may paste';

create table import_refusal (
    job_id     uuid    not null,
    row_number bigint  not null,
    cells      jsonb   not null,
    reasons    jsonb   not null,
    constraint import_refusal_pk primary key (job_id, row_number),
    constraint import_refusal_job_fk foreign key (job_id) references import_job (id) on delete cascade
);

-- formulas -------------------------------------------------------------------------------------------------------------

create table derived_refresh (
    record_type text not null,
    after_id    uuid not null,
    constraint derived_refresh_pk primary key (record_type)
);
comment on table derived_refresh is 'Types whose derived fields are being computed anew, and behind which record';

create table derived_day (
    record_type text not null,
    day         date not null,
    constraint derived_day_pk primary key (record_type)
);
comment on table derived_day is 'For which day the fields were computed that speak of today';


-- calendars ------------------------------------------------------------------------------------------------------------

create table event (
    id              uuid        not null,
    version         integer     not null default 0,
    created_at      timestamptz not null default now(),
    created_by      uuid,
    changed_at      timestamptz not null default now(),
    changed_by      uuid,
    deleted_at      timestamptz,
    owner_id        uuid,
    team_id         uuid,
    title           text        not null,
    search_text     text        not null default '',
    extra           jsonb       not null default '{}',
    subject         text        not null,
    kind            uuid,
    starts_at       timestamptz not null,
    ends_at         timestamptz,
    all_day         boolean     not null default false,
    time_zone       text,
    place           text,
    users           uuid[]      not null default '{}',
    people          uuid[]      not null default '{}',
    organisation_id uuid,
    guests          jsonb       not null default '[]',
    repetition      text,
    confidential    boolean     not null default false,
    reminder        integer,
    description     text,
    series_id       uuid,
    occurrence_at   timestamptz,
    exceptions      text,
    last_at         timestamptz not null,
    uid             text,
    constraint event_pk primary key (id),
    constraint event_owner_fk foreign key (owner_id) references app_user (id),
    constraint event_team_fk foreign key (team_id) references team (id) on delete set null,
    constraint event_kind_fk foreign key (kind) references attribute (id),
    constraint event_organisation_fk foreign key (organisation_id) references organisation (id),
    constraint event_series_fk foreign key (series_id) references event (id)
);
comment on column event.time_zone is 'in whose clock a series stays at its hour';
comment on column event.last_at is 'after this it is over with all its occurrences; 9999 for an endless series';
comment on column event.exceptions is 'local starts of occurrences that are not (RFC 5545 EXDATE)';
-- the list, and global search
create index event_title on event (title, id) include (search_text) where deleted_at is null;
-- "is it here already?", asked before a record is made
create index event_title_lower on event (lower(title)) where deleted_at is null;
-- the list by time, and the window of a calendar from its end
create index event_starts_at on event (starts_at, id) where deleted_at is null;
-- the window of a calendar from its beginning, endless series included
create index event_last_at on event (last_at, id) where deleted_at is null;
create index event_changed on event (changed_at, id) where deleted_at is null;
create index event_created on event (created_at, id) where deleted_at is null;
-- who sees only what they own, made or take part in
create index event_owner on event (owner_id, title, id) where deleted_at is null;
create index event_maker on event (created_by, title, id) where deleted_at is null;
-- who sees what belongs to their teams, and teams that are deleted
create index event_team on event (team_id, title, id) where team_id is not null;
create index event_users on event using gin (users);
-- filters that people put on first, and the cards on other sheets
create index event_kind on event (kind, title, id) where deleted_at is null;
create index event_people on event using gin (people);
create index event_organisation on event (organisation_id, title, id) where deleted_at is null;
create index event_extra on event using gin (extra jsonb_path_ops);
create index event_search on event using gin (search_text gin_trgm_ops);
-- what was taken from another calendar, when it comes again
create index event_uid on event (uid) where uid is not null and deleted_at is null;
-- occurrences that were changed by themselves
create index event_series on event (series_id) where series_id is not null;
-- what somebody is to be reminded of
create index event_reminder on event (last_at) where reminder is not null and deleted_at is null;
-- recycle bin
create index event_deleted on event (deleted_at) where deleted_at is not null;

create table calendar_choice (
    user_id uuid not null,
    address text not null,
    constraint calendar_choice_pk primary key (user_id),
    constraint calendar_choice_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
comment on table calendar_choice is 'What each user wants to see in the calendar, in the form of its address';

create table event_invitation (
    id           uuid        not null,
    event_id     uuid        not null,
    email        citext      not null,
    name         text        not null,
    user_id      uuid,
    state        text        not null default 'PENDING',
    sent_version integer,
    answered_at  timestamptz,
    constraint event_invitation_pk primary key (id),
    constraint event_invitation_email_unique unique (event_id, email),
    constraint event_invitation_event_fk foreign key (event_id) references event (id) on delete cascade,
    constraint event_invitation_user_fk foreign key (user_id) references app_user (id) on delete cascade,
    constraint event_invitation_state_valid check (state in ('PENDING', 'ACCEPTED', 'TENTATIVE', 'DECLINED'))
);
comment on column event_invitation.sent_version is 'which version of the event was sent by mail; null while none was';
-- what somebody was invited to, when they go
create index event_invitation_user on event_invitation (user_id);

create table event_reminded (
    event_id      uuid        not null,
    occurrence_at timestamptz not null,
    user_id       uuid        not null,
    constraint event_reminded_pk primary key (event_id, occurrence_at, user_id),
    constraint event_reminded_event_fk foreign key (event_id) references event (id) on delete cascade,
    constraint event_reminded_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
comment on table event_reminded is 'Who was reminded of what, so that nobody is twice';
-- what somebody was reminded of, when they go
create index event_reminded_user on event_reminded (user_id);


-- automation -----------------------------------------------------------------------------------------------------------

create table mail_server (
    singleton    boolean     not null default true,
    host         text        not null,
    port         integer     not null,
    security     text        not null,
    login        text        not null default '',
    secret       text,
    from_address text        not null,
    from_name    text        not null default '',
    changed_at   timestamptz not null,
    constraint mail_server_pk primary key (singleton),
    constraint mail_server_one check (singleton),
    constraint mail_server_security_valid check (security in ('STARTTLS', 'TLS', 'NONE'))
);
comment on table mail_server is 'The tenant''s own, where mails don''t go through the installation''s';
comment on column mail_server.secret is 'the password, encrypted with the installation''s key';

create table mail_template (
    id          uuid        not null,
    name        text        not null,
    record_type text,
    version     integer     not null,
    wordings    jsonb       not null,
    changed_at  timestamptz not null,
    changed_by  uuid        not null,
    constraint mail_template_pk primary key (id)
);
comment on column mail_template.record_type is 'whose fields it may name; null for records of any type';
comment on column mail_template.wordings is 'subject and body by language';
-- the list, and no two of one name
create unique index mail_template_name on mail_template (lower(name));

create table webhook (
    id         uuid        not null,
    name       text        not null,
    url        text        not null,
    topics     text[]      not null,
    enabled    boolean     not null,
    secret     text        not null,
    owner_id   uuid        not null,
    failures   integer     not null default 0,
    off_reason text,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    constraint webhook_pk primary key (id),
    -- unindexed: webhook_user_fk: users are never deleted
    constraint webhook_user_fk foreign key (owner_id) references app_user (id)
);
comment on column webhook.secret is 'of the signatures; encrypted with the installation''s key';
comment on column webhook.owner_id is 'with whose rights it is told';
comment on column webhook.failures is 'deliveries in a row that were given up';

create table webhook_delivery (
    id              uuid        not null,
    number          bigint      not null generated always as identity,
    webhook_id      uuid        not null,
    event_id        uuid        not null,
    topic           text        not null,
    record_type     text,
    record_id       uuid,
    body            text        not null,
    state           text        not null,
    attempts        integer     not null default 0,
    created_at      timestamptz not null,
    next_attempt_at timestamptz not null,
    last_attempt_at timestamptz,
    lease_until     timestamptz,
    done_at         timestamptz,
    status          integer,
    answer          text,
    problem         text,
    millis          integer,
    constraint webhook_delivery_pk primary key (id),
    -- an event that is told again after a crash is sent once
    constraint webhook_delivery_event_unique unique (webhook_id, event_id),
    constraint webhook_delivery_webhook_fk foreign key (webhook_id) references webhook (id) on delete cascade,
    constraint webhook_delivery_state_valid check (state in ('QUEUED', 'DELIVERED', 'DEAD'))
);
comment on table webhook_delivery is 'What is told to other programs, and what became of it; forgotten after a month';
comment on column webhook_delivery.lease_until is 'while a server tells it';
comment on column webhook_delivery.answer is 'the beginning of it';
-- what is due
create index webhook_delivery_due on webhook_delivery (next_attempt_at, number) where state = 'QUEUED';
-- how many a receiver is told at the moment
create index webhook_delivery_busy on webhook_delivery (webhook_id, lease_until) where lease_until is not null;
-- the last deliveries of a webhook
create index webhook_delivery_log on webhook_delivery (webhook_id, number desc);
-- what was told of a record goes with it
create index webhook_delivery_record on webhook_delivery (record_type, record_id) where record_id is not null;
-- what is old is forgotten
create index webhook_delivery_old on webhook_delivery (created_at);

create table domain_event (
    id              uuid        not null,
    number          bigint      not null generated always as identity,
    record_type     text        not null,
    record_id       uuid        not null,
    kind            text        not null,
    changes         jsonb       not null default '[]',
    user_id         uuid,
    causes          uuid[]      not null default '{}',
    at              timestamptz not null,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    error           text,
    constraint domain_event_pk primary key (id)
);
comment on table domain_event is 'what happened to records of types on which a rule or a webhook waits; gone once it was told';
comment on column domain_event.causes is 'the rules whose doing it was, the first one first';
-- the worker tells them in their order
create index domain_event_number on domain_event (number);
-- one record's events are told one after the other
create index domain_event_record on domain_event (record_id, number);

create table automation_rule (
    id          uuid        not null,
    record_type text        not null,
    version     integer     not null,
    enabled     boolean     not null,
    owner_id    uuid        not null,
    secret_hash text,
    next_due    timestamptz,
    created_at  timestamptz not null,
    changed_at  timestamptz not null,
    constraint automation_rule_pk primary key (id),
    -- unindexed: automation_rule_user_fk: users are never deleted
    constraint automation_rule_user_fk foreign key (owner_id) references app_user (id)
);
comment on column automation_rule.owner_id is 'with whose rights it acts';
comment on column automation_rule.next_due is 'of rules that wait for a time';
-- rules that wait for a time
create index automation_rule_due on automation_rule (next_due) where next_due is not null;
-- the address that a stranger calls
create unique index automation_rule_secret on automation_rule (secret_hash) where secret_hash is not null;

create table automation_rule_version (
    rule_id    uuid        not null,
    version    integer     not null,
    definition jsonb       not null,
    changed_by uuid,
    at         timestamptz not null,
    constraint automation_rule_version_pk primary key (rule_id, version),
    constraint automation_rule_version_rule_fk foreign key (rule_id) references automation_rule (id) on delete cascade,
    -- unindexed: automation_rule_version_user_fk: users are never deleted
    constraint automation_rule_version_user_fk foreign key (changed_by) references app_user (id)
);

create table automation_run (
    id               uuid        not null,
    number           bigint      not null generated always as identity,
    rule_id          uuid        not null,
    version          integer     not null,
    record_type      text        not null,
    record_id        uuid        not null,
    occurrence       text        not null,
    state            text        not null,
    reason           text,
    reason_arguments jsonb       not null default '[]',
    payload          jsonb,
    causes           uuid[]      not null default '{}',
    attempts         integer     not null default 0,
    next_attempt_at  timestamptz not null,
    queued_at        timestamptz not null,
    done_at          timestamptz,
    constraint automation_run_pk primary key (id),
    constraint automation_run_rule_fk foreign key (rule_id) references automation_rule (id) on delete cascade,
    constraint automation_run_state_valid check (state in ('QUEUED', 'FIRED', 'SKIPPED', 'FAILED'))
);
comment on column automation_run.record_id is 'all zeros where the rule is about no record yet';
comment on column automation_run.occurrence is 'what makes it fire again for the same record: the event, the day, the press of the button';
-- once for each record, version of the rule and occurrence, whoever retries and however many nodes there are
create unique index automation_run_once on automation_run (rule_id, version, record_id, occurrence);
-- the worker, in order
create index automation_run_queued on automation_run (number) where state = 'QUEUED';
-- one record's runs come one after the other
create index automation_run_record on automation_run (record_id, number) where state = 'QUEUED';
-- the log, newest first
create index automation_run_log on automation_run (rule_id, number desc);
-- what is old is forgotten
create index automation_run_done on automation_run (done_at);

create table automation_turn (
    rule_id uuid        not null,
    user_id uuid        not null,
    at      timestamptz not null,
    constraint automation_turn_pk primary key (rule_id, user_id),
    constraint automation_turn_rule_fk foreign key (rule_id) references automation_rule (id) on delete cascade,
    constraint automation_turn_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
comment on table automation_turn is 'who got a record last, where colleagues get them in turn';
-- what goes with a user
create index automation_turn_user on automation_turn (user_id);


-- reports --------------------------------------------------------------------------------------------------------------

create table report (
    id          uuid        not null,
    record_type text        not null,
    name        text        not null,
    owner_id    uuid        not null,
    sharing     text        not null,
    definition  jsonb       not null,
    created_at  timestamptz not null,
    constraint report_pk primary key (id),
    constraint report_owner_fk foreign key (owner_id) references app_user (id) on delete cascade,
    constraint report_sharing_known check (sharing in ('PRIVATE', 'TEAM', 'ALL'))
);
-- the list of reports
create index report_owner on report (owner_id);

create table report_schedule (
    id        uuid        not null,
    report_id uuid        not null,
    rhythm    text        not null,
    on_day    integer     not null,
    at_hour   integer     not null,
    zone      text        not null,
    receivers uuid[]      not null,
    next_at   timestamptz not null,
    constraint report_schedule_pk primary key (id),
    constraint report_schedule_report_fk foreign key (report_id) references report (id) on delete cascade,
    constraint report_schedule_rhythm_known check (rhythm in ('DAILY', 'WEEKLY', 'MONTHLY')),
    constraint report_schedule_hour check (at_hour between 0 and 23)
);
-- when a report is sent
create index report_schedule_report on report_schedule (report_id);
-- what is due
create index report_schedule_due on report_schedule (next_at);


-- forms ----------------------------------------------------------------------------------------------------------------

create table form (
    id         uuid        not null,
    slug       text        not null,
    name       text        not null,
    draft      jsonb       not null,
    revision   integer     not null default 0,
    published  integer,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    constraint form_pk primary key (id),
    constraint form_slug_shape check (slug ~ '^[a-z0-9][a-z0-9-]{0,59}$')
);
comment on column form.draft is 'what its makers work on; people fill in the version that is published';
comment on column form.published is 'number of the version that is in use; null while there is none';
-- the address of a form
create unique index form_slug_unique on form (slug);

create table form_version (
    id           uuid        not null,
    form_id      uuid        not null,
    number       integer     not null,
    definition   jsonb       not null,
    published_at timestamptz not null,
    published_by uuid,
    constraint form_version_pk primary key (id),
    constraint form_version_form_fk foreign key (form_id) references form (id) on delete cascade,
    -- unindexed: form_version_user_fk: users are never deleted
    constraint form_version_user_fk foreign key (published_by) references app_user (id)
);
-- the version in use, and that of an answer
create unique index form_version_number on form_version (form_id, number);

create table form_answer (
    id         uuid        not null,
    number     bigint      not null generated always as identity,
    form_id    uuid        not null,
    version_id uuid        not null,
    given_by   uuid,
    given_at   timestamptz not null,
    constraint form_answer_pk primary key (id),
    constraint form_answer_form_fk foreign key (form_id) references form (id) on delete cascade,
    constraint form_answer_version_fk foreign key (version_id) references form_version (id) on delete cascade,
    -- unindexed: form_answer_user_fk: users are never deleted
    constraint form_answer_user_fk foreign key (given_by) references app_user (id)
);
-- the answers of a form, newest first
create index form_answer_form on form_answer (form_id, number desc);
-- what goes with a version
create index form_answer_version on form_answer (version_id);

create table form_answer_record (
    id          uuid not null,
    answer_id   uuid not null,
    part        text not null,
    record_type text not null,
    record_id   uuid not null,
    constraint form_answer_record_pk primary key (id),
    constraint form_answer_record_answer_fk foreign key (answer_id) references form_answer (id) on delete cascade
);
comment on table form_answer_record is 'the records that an answer made: what was said stands there, under the rights that hold there';
-- the records of an answer
create unique index form_answer_record_part on form_answer_record (answer_id, part);
-- where a record came from
create index form_answer_record_record on form_answer_record (record_type, record_id);


-- types ----------------------------------------------------------------------------------------------------------------

create table layout (
    record_type text  not null,
    role        text  not null,
    arrangement jsonb not null,
    constraint layout_pk primary key (record_type, role)
);
comment on table layout is 'How sheet and form of a type are arranged, for a role or, with an empty one, for all others';

create table type_definition (
    key            text        not null,
    slug           text        not null,
    name           text        not null,
    name_en        text,
    name_ca        text,
    plural         text        not null,
    plural_en      text,
    plural_ca      text,
    title_label    text        not null,
    title_label_en text,
    title_label_ca text,
    icon           text        not null,
    colour         text,
    area           text        not null default 'records',
    hidden_faces   text[]      not null default '{}',
    position       integer     not null default 0,
    archived       boolean     not null default false,
    deleted_at     timestamptz,
    created_at     timestamptz not null default now(),
    constraint type_definition_pk primary key (key),
    constraint type_definition_slug_unique unique (slug),
    constraint type_definition_key_valid check (key ~ '^x_[a-z0-9_]{1,40}$')
);
comment on table type_definition is 'Types of record that the tenant made';
comment on column type_definition.slug is 'in addresses and interfaces; stays for good';
comment on column type_definition.deleted_at is 'out of every face since then; a sweep takes its records, then the row';

create table own_word (
    text_key text not null,
    word     text not null,
    word_en  text,
    word_ca  text,
    constraint own_word_pk primary key (text_key)
);
comment on table own_word is 'What the tenant calls types and fields of the product, by the keys of the product''s texts';

create table custom_record (
    id          uuid        not null,
    version     integer     not null default 0,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    changed_at  timestamptz not null default now(),
    changed_by  uuid,
    deleted_at  timestamptz,
    owner_id    uuid,
    team_id     uuid,
    type_key    text        not null,
    title       text        not null,
    search_text text        not null default '',
    extra       jsonb       not null default '{}',
    constraint custom_record_pk primary key (id),
    constraint custom_record_owner_fk foreign key (owner_id) references app_user (id),
    constraint custom_record_team_fk foreign key (team_id) references team (id) on delete set null
);
comment on table custom_record is 'Records of the types that the tenant made; the type leads each index, so that a large one does not slow the others';
-- the list in its first order, and "newest first"
create index custom_record_title on custom_record (type_key, title, id) include (search_text) where deleted_at is null;
create index custom_record_changed on custom_record (type_key, changed_at, id) where deleted_at is null;
create index custom_record_created on custom_record (type_key, created_at, id) where deleted_at is null;
-- "is it here already?", asked before a record is made
create index custom_record_title_lower on custom_record (type_key, lower(title)) where deleted_at is null;
-- the filter that people put on first
create index custom_record_owner on custom_record (type_key, owner_id, title, id) where deleted_at is null;
-- who sees only what they own or made: both indexes are combined
create index custom_record_maker on custom_record (type_key, created_by, title, id) where deleted_at is null;
-- who sees what belongs to their teams, and teams that are deleted
create index custom_record_team on custom_record (team_id, type_key, title, id) where team_id is not null;
-- users who leave: the foreign key
create index custom_record_owner_alone on custom_record (owner_id) where owner_id is not null;
-- filters by the tenant's fields, links to a record, and search in the middle of words
create index custom_record_extra on custom_record using gin (type_key, extra jsonb_path_ops);
create index custom_record_search on custom_record using gin (type_key, search_text gin_trgm_ops);
-- recycle bin, and the purge of a deleted type
create index custom_record_deleted on custom_record (type_key, deleted_at) where deleted_at is not null;


-- following ------------------------------------------------------------------------------------------------------------
-- unindexed: record_merge_user_fk: people are disabled, not deleted

create table record_follower (
    record_type text        not null,
    record_id   uuid        not null,
    user_id     uuid        not null,
    follows     boolean     not null,
    silent      boolean     not null default false,
    since       timestamptz not null,
    constraint record_follower_pk primary key (record_type, record_id, user_id),
    constraint record_follower_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
comment on column record_follower.follows is 'false for who said not to want to; who made a record or answers for it follows it without a row';
comment on column record_follower.silent is 'of who wants to hear nothing of it, not even when mentioned';
-- what a user follows, and when the user goes
create index record_follower_user on record_follower (user_id);

create table record_merge (
    id            uuid        not null,
    record_type   text        not null,
    kept_id       uuid        not null,
    others        jsonb       not null,
    changes       jsonb       not null,
    guard         jsonb       not null,
    merged_by     uuid        not null,
    merged_at     timestamptz not null,
    taken_back_at timestamptz,
    constraint record_merge_pk primary key (id),
    constraint record_merge_user_fk foreign key (merged_by) references app_user (id)
);
comment on column record_merge.id is 'also the id of the entry in the history of the record that stayed';
comment on column record_merge.others is 'ids and titles of the records that became part of it';
comment on column record_merge.guard is 'who alone might know of it before and after';

create table record_stub (
    record_id   uuid not null,
    record_type text not null,
    kept_id     uuid not null,
    merge_id    uuid not null,
    constraint record_stub_pk primary key (record_id),
    constraint record_stub_merge_fk foreign key (merge_id) references record_merge (id) on delete cascade
);
comment on table record_stub is 'Records that became part of another, to which their old addresses lead';
-- the records of a merge that is taken back
create index record_stub_merge on record_stub (merge_id);

create table record_merge_move (
    merge_id uuid  not null,
    source   text  not null,
    row_key  text  not null,
    was      jsonb not null,
    became   jsonb not null,
    constraint record_merge_move_pk primary key (merge_id, source, row_key),
    constraint record_merge_move_merge_fk foreign key (merge_id) references record_merge (id) on delete cascade
);
comment on table record_merge_move is 'What pointed at records that were merged, and where to; for leading it back';


-- dashboards -----------------------------------------------------------------------------------------------------------

create table dashboard (
    user_id uuid  not null,
    tabs    jsonb not null,
    constraint dashboard_pk primary key (user_id),
    constraint dashboard_user_fk foreign key (user_id) references app_user (id) on delete cascade
);

-- what an administrator proposes to those who arranged nothing themselves
create table dashboard_template (
    role text  not null,
    tabs jsonb not null,
    constraint dashboard_template_pk primary key (role)
);

-- blocks at the side of the workspace, as an administrator proposes them; '' for everywhere and for every role
create table side_blocks (
    place  text  not null,
    role   text  not null,
    blocks jsonb not null,
    constraint side_blocks_pk primary key (place, role)
);

-- what each user made of them
create table side_choice (
    user_id uuid    not null,
    open    boolean not null default false,
    blocks  jsonb   not null default '[]',
    hidden  jsonb   not null default '[]',
    constraint side_choice_pk primary key (user_id),
    constraint side_choice_user_fk foreign key (user_id) references app_user (id) on delete cascade
);

-- sheets of formulas
create table calculator (
    id          uuid  not null,
    name        text  not null,
    help        text  not null,
    record_type text  not null,
    lines       jsonb not null,
    constraint calculator_pk primary key (id)
);
comment on column calculator.record_type is 'Key of the type that it is about; empty for none';

-- units of a currency for one euro; the key answers for the latest of a day or before
create table currency_rate (
    currency text    not null,
    day      date    not null,
    rate     numeric not null,
    source   text    not null,
    constraint currency_rate_pk primary key (currency, day),
    constraint currency_rate_positive check (rate > 0),
    constraint currency_rate_source check (source in ('HAND', 'FILE', 'BANK'))
);


-- administration -------------------------------------------------------------------------------------------------------

create table audit_entry (
    id        uuid        not null,
    at        timestamptz not null,
    actor_id  uuid,
    actor     text        not null,
    viewer_id uuid,
    address   text,
    area      text        not null,
    act       text        not null,
    subject   text        not null,
    changes   jsonb       not null default '[]',
    constraint audit_entry_pk primary key (id)
);
comment on table audit_entry is 'What was done to settings and security; only ever added to, until its time is over';
comment on column audit_entry.actor_id is 'no reference: an entry outlives whoever did it';
-- the log, latest first; and what is older than it is kept
create index audit_entry_at on audit_entry (at desc, id desc);
-- the log of one person, and of one area
create index audit_entry_actor on audit_entry (actor_id, at desc, id desc);
create index audit_entry_area on audit_entry (area, at desc, id desc);

create table retention_rule (
    record_type text        not null,
    months      integer     not null,
    deed        text        not null,
    automatic   boolean     not null,
    exceptions  text        not null,
    last_run_at timestamptz,
    constraint retention_rule_pk primary key (record_type),
    constraint retention_rule_deed_valid check (deed in ('ANONYMISE', 'DELETE'))
);
comment on column retention_rule.exceptions is 'a filter: what it finds stays';

create table retention_act (
    id          uuid        not null,
    record_type text        not null,
    record_id   uuid        not null,
    deed        text        not null,
    months      integer     not null,
    done_at     timestamptz not null,
    constraint retention_act_pk primary key (id)
);
-- whether it was done before
create index retention_act_record on retention_act (record_type, record_id);

create table legal_hold (
    id          uuid        not null,
    record_type text        not null,
    record_id   uuid        not null,
    reason      text        not null,
    held_by     uuid        not null,
    held_at     timestamptz not null,
    constraint legal_hold_pk primary key (id),
    constraint legal_hold_record_unique unique (record_type, record_id),
    constraint legal_hold_user_fk foreign key (held_by) references app_user (id)
);
-- a user who is taken out: what they hold
create index legal_hold_user on legal_hold (held_by);
comment on table legal_hold is 'What must be kept because a law or a court says so (GDPR art. 17.3)';

create table consent_text (
    id           uuid        not null,
    purpose      text        not null,
    version      integer     not null,
    body         text        not null,
    published_at timestamptz not null default now(),
    constraint consent_text_pk primary key (id)
);
comment on table consent_text is 'In which words people are asked to consent; never changed, a new wording is a new version';
-- the latest wording of a purpose, and no version twice
create unique index consent_text_version on consent_text (lower(purpose), version);

create table consent (
    id           uuid        not null,
    record_type  text        not null,
    record_id    uuid        not null,
    text_id      uuid        not null,
    given_on     date        not null,
    source       text        not null,
    withdrawn_at timestamptz,
    created_by   uuid        not null,
    created_at   timestamptz not null default now(),
    constraint consent_pk primary key (id),
    constraint consent_text_fk foreign key (text_id) references consent_text (id)
);
-- the card of a sheet
create index consent_record on consent (record_type, record_id, given_on desc);
-- who agreed to a wording
create index consent_text_id on consent (text_id);

create table suitcase (
    id           uuid        not null,
    requested_by uuid        not null,
    state        text        not null,
    steps        integer     not null default 0,
    steps_done   integer     not null default 0,
    bytes        bigint      not null default 0,
    created_at   timestamptz not null default now(),
    seen_at      timestamptz not null default now(),
    constraint suitcase_pk primary key (id),
    constraint suitcase_state_valid check (state in ('RUNNING', 'DONE', 'FAILED'))
);
comment on table suitcase is 'Everything that the tenant has, packed for the one who asked; gone after a week';
comment on column suitcase.requested_by is 'no reference: unpacking a suitcase replaces the users';

create table suitcase_part (
    suitcase_id uuid    not null,
    number      integer not null,
    content     bytea   not null,
    constraint suitcase_part_pk primary key (suitcase_id, number),
    constraint suitcase_part_suitcase_fk foreign key (suitcase_id) references suitcase (id) on delete cascade
);


-- forms ----------------------------------------------------------------------------------------------------------------

