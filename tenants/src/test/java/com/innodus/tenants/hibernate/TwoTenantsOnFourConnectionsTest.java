package com.innodus.tenants.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.support.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;

/** Two tenants at full blast over a pool that is far too small, with errors and abandoned work in between. */
class TwoTenantsOnFourConnectionsTest {
    private static final Duration BLAST = Duration.ofSeconds(30);
    private static final int PEOPLE = 16;

    private final Tenants tenants = Database.directory();
    private final List<Tenant> both = List.of(Database.newTenant(tenants), Database.newTenant(tenants));
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final AtomicLong checked = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private static SessionFactory sessions(TenantPool pool) {
        Map<String, Object> properties = new HashMap<>();
        new TenantConnections(pool).customize(properties);
        Configuration configuration = new Configuration().addAnnotatedClass(Note.class);
        properties.forEach((key, value) -> configuration.getProperties().put(key, value));
        return configuration.buildSessionFactory();
    }

    @Test
    void noRowEverTurnsUpAtTheOther() throws Exception {
        long end = System.nanoTime() + BLAST.toNanos();
        try (TenantPool pool = new TenantPool(Database.pool(4, "set search_path = ''"));
                SessionFactory sessions = sessions(pool);
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                Random random = new Random(i);
                work.add(people.submit(() -> {
                    while (System.nanoTime() < end && leaks.isEmpty()) {
                        act(sessions, pool, random);
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(checked).hasValueGreaterThan(10_000);
        assertThat(refused).hasValueGreaterThan(100);
    }

    private void act(SessionFactory sessions, TenantPool pool, Random random) {
        Tenant mine = both.get(random.nextInt(2));
        switch (random.nextInt(10)) {
            case 0, 1 -> TenantScope.run(mine, () -> write(sessions, mine));
            case 2 -> TenantScope.run(mine, () -> failAndWalkAway(sessions, mine));
            case 3 -> withoutTenant(pool);
            case 4 -> {
                Tenant other = both.get(1 - both.indexOf(mine));
                // work for another tenant in between, as an operator's command does it
                TenantScope.run(mine, () -> {
                    read(sessions, mine, random);
                    TenantScope.run(other, () -> read(sessions, other, random));
                    read(sessions, mine, random);
                });
            }
            default -> TenantScope.run(mine, () -> read(sessions, mine, random));
        }
    }

    private static void write(SessionFactory sessions, Tenant tenant) {
        try (Session session = sessions.openSession()) {
            session.beginTransaction();
            session.persist(new Note(tenant.slug(), "written"));
            session.getTransaction().commit();
        }
    }

    private void failAndWalkAway(SessionFactory sessions, Tenant tenant) {
        try (Session session = sessions.openSession()) {
            session.beginTransaction();
            session.persist(new Note(tenant.slug(), null));
            session.flush();
        } catch (RuntimeException e) {
            refused.incrementAndGet();
        }
    }

    private void read(SessionFactory sessions, Tenant tenant, Random random) {
        try (Session session = sessions.openSession()) {
            List<Note> some = session.createQuery("from Note order by id", Note.class)
                    .setFirstResult(random.nextInt(50))
                    .setMaxResults(50)
                    .list();
            some.stream()
                    .filter(note -> !note.owner.equals(tenant.slug()))
                    .forEach(note -> leaks.add(tenant.slug() + " saw a row of " + note.owner));
            checked.addAndGet(some.size());
        }
    }

    private void withoutTenant(TenantPool pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select owner from note limit 1");
            leaks.add("rows without a tenant");
        } catch (SQLException e) {
            refused.incrementAndGet();
        }
    }
}
