package com.innodus.crm.demo;

import com.innodus.crm.demo.Invention.Place;
import com.innodus.crm.signup.SignUp;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.brand.Brands;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.text.Folding;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.innodus.themes.Brand;
import com.innodus.themes.Colour;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the demo organisations. */
@Service
public class DemoTenants {
    /** With which one logs in to each of them. */
    public static final String EMAIL = "demo@innodus.example";

    private static final int ORGANISATIONS = 320;
    private static final int PEOPLE = 840;
    private static final int LOT = 200;

    private final SignUp signUp;
    private final Tenants tenants;
    private final Users users;
    private final Records records;
    private final RecordTypes types;
    private final Options options;
    private final Brands brands;
    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final TransactionOperations transactions;
    private final DemoReports reports;
    private final DemoForms forms;
    private final Clock clock;

    DemoTenants(
            SignUp signUp,
            Tenants tenants,
            Users users,
            Records records,
            RecordTypes types,
            Options options,
            Brands brands,
            JdbcClient jdbc,
            PasswordEncoder passwords,
            TransactionOperations transactions,
            DemoReports reports,
            DemoForms forms,
            Clock clock) {
        this.reports = reports;
        this.forms = forms;
        this.signUp = signUp;
        this.tenants = tenants;
        this.users = users;
        this.records = records;
        this.types = types;
        this.options = options;
        this.brands = brands;
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Makes those that don't exist yet, everybody in them with this password; returns all that exist. */
    public List<Tenant> create(String password) {
        List<Tenant> made = new ArrayList<>();
        for (Story story : Story.ALL) {
            Tenant tenant = tenants.bySlug(story.slug()).orElseGet(() -> create(story, password));
            if (tenant.isActive()) {
                TenantScope.run(tenant, () -> fillOnce(story, password));
            }
            made.add(tenant);
        }
        return made;
    }

    private Tenant create(Story story, String password) {
        return signUp.create(
                new SignUp.Form(story.name(), story.slug(), story.edition().key(), "Alba Demo", EMAIL, password),
                Locale.of("es"),
                true);
    }

    /** In one transaction: a kill leaves an empty tenant that the next start fills, or a full one. */
    private void fillOnce(Story story, String password) {
        transactions.executeWithoutResult(status -> {
            boolean untouched = jdbc.sql("select not exists (select 1 from organisation)")
                    .query(Boolean.class)
                    .single();
            if (untouched) {
                CurrentActor.run(Actor.SYSTEM, () -> fill(story, passwords.encode(password)));
            }
        });
    }

    private void fill(Story story, String passwordHash) {
        wear(story);
        List<UUID> staff = staff(story, passwordHash);
        Invention invention = new Invention(story.slug().hashCode());
        List<Map<String, @Nullable Object>> organisations = organisations(story, invention, staff);
        List<UUID> ids = write(types.require("organisation"), organisations);
        List<UUID> people = write(types.require("person"), people(story, invention, staff, organisations, ids));
        remarks(story, invention, staff, ids, people);
        agenda(story, invention, staff, organisations, ids);
        spread();
        CurrentActor.run(users.byEmail(EMAIL).orElseThrow().actor(), () -> {
            reports.make();
            forms.make(story);
        });
    }

    private void wear(Story story) {
        String initial = story.name().substring(0, 1);
        String logo = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 44"><rect x="2" y="2" width="40" height="40" rx="%d" fill="%s"/>
                <text x="22" y="31" font-size="26" font-weight="700" font-family="Georgia, serif" fill="#ffffff" text-anchor="middle">%s</text>
                <text x="54" y="29" font-size="21" font-weight="600" font-family="Georgia, serif" fill="#1d2433">%s</text></svg>
                """.formatted(
                        64 + 11 * story.name().length(), 2 * story.radius() + 2, story.colour(), initial, story.name());
        String icon = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44"><rect width="44" height="44" rx="%d" fill="%s"/>
                <text x="22" y="31" font-size="26" font-weight="700" font-family="Georgia, serif" fill="#ffffff" text-anchor="middle">%s</text></svg>
                """.formatted(2 * story.radius() + 2, story.colour(), initial);
        Brand plain = Brand.of(Colour.of(story.colour()));
        brands.publish(new Brand(
                plain.accent(),
                null,
                null,
                story.font(),
                story.radius(),
                plain.density(),
                plain.scheme(),
                Map.of(
                        Brand.Image.LOGO, brands.keep(Brand.Image.LOGO, logo.getBytes(StandardCharsets.UTF_8)),
                        Brand.Image.ICON, brands.keep(Brand.Image.ICON, icon.getBytes(StandardCharsets.UTF_8))),
                "",
                "<p>" + story.name() + " · " + story.slug() + ".example</p>",
                "",
                "",
                ""));
    }

    private List<UUID> staff(Story story, String passwordHash) {
        List<UUID> ids = new ArrayList<>();
        users.byEmail(EMAIL).map(User::id).ifPresent(ids::add);
        for (int i = 0; i < story.staff().size(); i++) {
            String name = story.staff().get(i);
            String email = Folding.fold(name.split(" ")[0]) + "@" + story.slug() + ".example";
            UUID id = users.invite(email, name, i == 0 ? Roles.ADMIN : Roles.MEMBER, Locale.of("es"))
                    .id();
            users.setPasswordHash(id, passwordHash);
            users.confirmEmail(id);
            ids.add(id);
        }
        return ids;
    }

    private UUID option(String list, String key) {
        return options.meantBy(list, key).orElseThrow().id();
    }

    private List<Map<String, @Nullable Object>> organisations(Story story, Invention invention, List<UUID> staff) {
        UUID spain = option("country", "ES");
        UUID euro = option("currency", "EUR");
        LocalDate today = LocalDate.now(clock);
        List<String> sizes = List.of("micro", "micro", "small", "small", "medium", "large");
        List<String> statuses = List.of("active", "active", "active", "prospect", "prospect", "paused", "inactive");
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (int i = 0; i < ORGANISATIONS; i++) {
            int pattern = i % story.patterns().size();
            Place place = invention.place();
            String name = invention.nameLike(story.patterns().get(pattern), place);
            String domain = invention.domain(name);
            String size = invention.oneOf(sizes);
            String status = invention.oneOf(statuses);
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("name", name);
            values.put(
                    "taxId",
                    invention.taxNumber(story.patterns().get(pattern).matches("(Fundación|Asociación).*") ? 'G' : 'B'));
            values.put("kinds", List.of(option("organisation-kind", invention.oneOf(story.kinds()))));
            values.put("status", option("organisation-status", status));
            values.put("sector", option("sector", story.sectors().get(pattern)));
            values.put("size", option("organisation-size", size));
            values.put("owner", invention.oneOf(staff));
            values.put("website", "https://www." + domain);
            values.put("domain", domain);
            values.put("emails", List.of(ContactPoint.work("info@" + domain)));
            values.put("phones", List.of(ContactPoint.work(invention.landline(place))));
            values.put("language", option("language", place.region().equals("Barcelona") ? "ca" : "es"));
            values.put("street", invention.street());
            values.put("postalCode", invention.postalCode(place));
            values.put("city", place.city());
            values.put("region", place.region());
            values.put("country", spain);
            if (invention.chance(70)) {
                int thousands = size.equals("large") ? invention.between(12_000, 90_000) : invention.between(90, 4_000);
                values.put("revenue", BigDecimal.valueOf(thousands * 1000L));
                values.put("currency", euro);
            }
            if (status.equals("active")) {
                values.put("customerSince", invention.dayBefore(today, 3_000));
            }
            if (invention.chance(25)) {
                values.put("notes", invention.oneOf(story.remarks()));
            }
            all.add(values);
        }
        return all;
    }

    private List<Map<String, @Nullable Object>> people(
            Story story,
            Invention invention,
            List<UUID> staff,
            List<Map<String, @Nullable Object>> organisations,
            List<UUID> ids) {
        UUID spain = option("country", "ES");
        LocalDate today = LocalDate.now(clock);
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String first = invention.firstName();
            String last = invention.lastNames();
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("firstName", first);
            values.put("lastName", last);
            // about one in six stands for itself
            int employer = i % 6 == 5 ? -1 : i % ids.size();
            Place place = invention.place();
            String domain = "correo.example";
            if (employer >= 0) {
                values.put("organisation", ids.get(employer));
                values.put("jobTitle", invention.oneOf(story.jobs()));
                domain = String.valueOf(organisations.get(employer).get("domain"));
                values.put("city", organisations.get(employer).get("city"));
                values.put("region", organisations.get(employer).get("region"));
            } else {
                values.put("street", invention.street());
                values.put("postalCode", invention.postalCode(place));
                values.put("city", place.city());
                values.put("region", place.region());
                values.put("birthDate", invention.dayBefore(today.minusYears(20), 18_000));
            }
            values.put("country", spain);
            values.put("roles", List.of(option("person-role", invention.oneOf(story.roles()))));
            values.put("owner", invention.oneOf(staff));
            values.put("emails", List.of(ContactPoint.work(invention.mailbox(first, last) + i + "@" + domain)));
            if (invention.chance(80)) {
                values.put("phones", List.of(new ContactPoint("mobile", invention.mobile())));
            }
            values.put("language", option("language", invention.chance(15) ? "ca" : "es"));
            values.put("doNotContact", invention.chance(4));
            all.add(values);
        }
        return all;
    }

    private <E extends BaseRecord> List<UUID> write(RecordType<E> type, List<Map<String, @Nullable Object>> all) {
        List<UUID> ids = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LOT) {
            List<Records.Entry> lot = all.subList(from, Math.min(all.size(), from + LOT)).stream()
                    .map(values -> new Records.Entry(null, values))
                    .toList();
            for (Records.Outcome outcome : records.writeAll(type, lot, WriteContext.SINGLE)) {
                switch (outcome) {
                    case Records.Outcome.Saved(var written) -> ids.add(written.id());
                    case Records.Outcome.Refused(var reasons) ->
                        throw new IllegalStateException("Demo " + type.key() + ": " + reasons);
                }
            }
        }
        return ids;
    }

    private void agenda(
            Story story,
            Invention invention,
            List<UUID> staff,
            List<Map<String, @Nullable Object>> organisations,
            List<UUID> ids) {
        Map<UUID, String> visited = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            visited.put(ids.get(i), String.valueOf(organisations.get(i).get("name")));
        }
        DemoAgenda agenda =
                new DemoAgenda(story, invention, staff, LocalDate.now(clock), key -> option("event-type", key));
        write(types.require("event"), agenda.events(visited));
    }

    private void remarks(
            Story story, Invention invention, List<UUID> staff, List<UUID> organisations, List<UUID> people) {
        for (int i = 0; i < 240; i++) {
            boolean person = i % 3 == 0;
            jdbc.sql("""
                            insert into record_comment (id, record_type, record_id, author_id, body, created_at)
                            values (gen_random_uuid(), ?, ?, ?, ?, now() - make_interval(hours => ?))
                            """)
                    .params(
                            person ? "person" : "organisation",
                            invention.oneOf(person ? people : organisations),
                            invention.oneOf(staff),
                            invention.oneOf(story.remarks()),
                            invention.between(1, 9_000))
                    .update();
        }
    }

    /** As if made over the last two years, by those who own them. */
    private void spread() {
        for (String table : List.of("organisation", "person", "event")) {
            jdbc.sql("""
                            update %s set created_at = now() - (abs(hashtext(title)) %% 730) * interval '1 day' - interval '1 day',
                                changed_at = now() - (abs(hashtext(title)) %% 90) * interval '1 hour',
                                created_by = coalesce(owner_id, created_by), changed_by = coalesce(owner_id, changed_by)
                            """.formatted(table)).update();
            jdbc.sql("""
                            update record_change c set at = r.created_at, user_id = r.created_by from %s r where c.record_id = r.id
                            """.formatted(table)).update();
        }
    }
}
