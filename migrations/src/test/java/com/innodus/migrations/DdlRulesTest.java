package com.innodus.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DdlRulesTest {
    private static final String TABLE =
            "create table note (id uuid not null, author uuid, constraint note_pk primary key (id));\n";

    @ParameterizedTest
    @ValueSource(strings = {"db/tenant", "db/platform"})
    void everyScriptRunsOnADistributedEngine(String folder) throws IOException, URISyntaxException {
        List<String> scripts = scripts(folder);
        assertThat(scripts).isNotEmpty().allMatch(script -> script.contains("create table"));
        assertThat(DdlRules.problems(scripts.toArray(String[]::new))).isEmpty();
    }

    private static List<String> scripts(String folder) throws IOException, URISyntaxException {
        Path path = Path.of(
                Objects.requireNonNull(DdlRulesTest.class.getClassLoader().getResource(folder))
                        .toURI());
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().map(DdlRulesTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TABLE,
                TABLE + "comment on column note.author is 'who wrote; create trigger is only a word here';",
                TABLE + "alter table note add constraint note_author_known check (author is not null);",
                TABLE + "alter table note add column body text not null default '';",
                TABLE
                        + "-- the list\ncreate index note_author on note (author, id);\ncreate index note_id on note (id);",
                TABLE + "update note set author = id where author is null;",
                "create table line (note uuid not null, number integer not null generated always as identity, constraint line_pk primary key (note, number), constraint line_note_fk foreign key (note) references note (id) on delete cascade);",
                TABLE
                        + "-- unindexed: note_author_fk: users are never deleted\nalter table note add constraint note_author_fk foreign key (author) references app_user (id);",
            })
    void goodScriptsPass(String script) {
        assertThat(DdlRules.problems(script)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger stamp before update on note for each row execute function f();",
                "create or replace rule r as on insert to note do nothing;",
                "create table child (x int) inherits (note);",
                "create foreign table far (id uuid) server s;",
                "create table typed of thing;",
                "create view notes as select * from note;",
                "create or replace view notes as select * from note;",
                "create materialized view notes as select * from note;",
                "alter table note add column number bigserial;",
                "alter table note add column number bigint generated always as identity;",
                "merge into note using other on true when matched then delete;",
                "alter table note rename constraint a to b;",
                "alter table note alter column body set storage external;",
                "alter table note enable row level security;",
                "create schema other;",
                "create extension hstore;",
                "set search_path = other;",
                "insert into platform.tenant values (1);",
                "update t_acme.note set author = null;",
                "alter table public.note add column a text;",
                "create index i on ext.note (id);",
                "select * from note join platform.tenant on true;",
                "update note set author = gen_random_uuid();",
                "alter table note add column a text, add constraint c check (a is not null);",
                "alter table note add check (author is not null);",
                "alter table note add column other uuid references note (id);",
                "alter table note add column other text unique;",
                "alter table note add primary key (id);",
                "create table bare (id uuid);",
                "create table unnamed (id uuid primary key);",
                "create table unnamed (id uuid, primary key (id));",
                "create table unnamed (id uuid, n int check (n > 0), constraint p primary key (id));",
                "create index unexplained on note (author);",
                "-- explained\ncreate index one on note (id);\n\ncreate index two on note (author);",
                "alter table note add constraint note_author_fk foreign key (author) references app_user (id);",
                "-- unindexed: no_such_fk: because\n",
            })
    void badScriptsAreFound(String script) {
        assertThat(DdlRules.problems(TABLE, script)).isNotEmpty();
    }

    @Test
    void anIndexOnOtherColumnsFirstDoesNotServeAForeignKey() {
        String key = "alter table note add constraint note_author_fk foreign key (author) references app_user (id);\n";
        assertThat(DdlRules.problems(TABLE, key + "-- sheet\ncreate index a on note (id, author);"))
                .hasSize(1);
        assertThat(DdlRules.problems(TABLE, key + "-- sheet\ncreate index a on note (author, id);"))
                .isEmpty();
        assertThat(DdlRules.problems(TABLE, key + "-- sheet\ncreate index a on note (author_name);"))
                .hasSize(1);
    }
}
