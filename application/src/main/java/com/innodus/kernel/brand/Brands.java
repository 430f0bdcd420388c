package com.innodus.kernel.brand;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.themes.Brand;
import com.innodus.themes.BrandCss;
import com.innodus.themes.safe.SafeCss;
import com.innodus.themes.safe.SafeHtml;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Brands of the current tenant: the one that is worn, and all that were. */
@Service
@Transactional
public class Brands {
    private static final int REMEMBERED = 50;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditTrail audit;
    private final Clock clock;
    private final TenantCache<String, Look> worn = new TenantCache<>();

    Brands(JdbcClient jdbc, JsonMapper json, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A publication. */
    public record Revision(int number, Instant at, @Nullable UUID by, String accent) {}

    /** A picture as it is served. */
    public record Asset(String mediaType, byte[] content) {}

    /** What is worn now. */
    @Transactional(readOnly = true)
    public Look current() {
        return worn.get("current", key -> load());
    }

    private Look load() {
        return jdbc.sql("select number, brand::text from brand_revision order by number desc limit 1")
                .query((row, number) -> look(row.getInt(1), json.readValue(row.getString(2), Brand.class)))
                .optional()
                .orElse(Look.PLAIN);
    }

    private static Look look(int number, Brand brand) {
        return new Look(number, brand, compile(brand));
    }

    /** The style sheet of a brand, its own rules cleaned. */
    public static BrandCss compile(Brand brand) {
        return BrandCss.compile(brand, SafeCss.clean(brand.customCss(), "").css());
    }

    /** Publishes a brand for everybody; headers and footers are cleaned, own rules are kept as they were typed. */
    public Look publish(Brand draft) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "brand");
        }
        Brand brand = draft.withWords(
                SafeHtml.clean(draft.mailHeader()),
                SafeHtml.clean(draft.mailFooter()),
                SafeHtml.clean(draft.documentHeader()),
                SafeHtml.clean(draft.documentFooter()));
        BrandCss css = compile(brand);
        int number = jdbc.sql("""
                        insert into brand_revision (number, brand, css, css_hash, published_at, published_by)
                        select coalesce(max(number), 0) + 1, ?::jsonb, ?, ?, ?, ? from brand_revision returning number
                        """)
                .param(json.writeValueAsString(brand))
                .param(css.text())
                .param(css.hash())
                .param(Timestamp.from(clock.instant()))
                .param(CurrentActor.get().isSystem() ? null : CurrentActor.get().id())
                .query(Integer.class)
                .single();
        worn.clear();
        audit.note("brand.published", Integer.toString(number));
        return new Look(number, brand, css);
    }

    /** Publications, newest first. */
    @Transactional(readOnly = true)
    public List<Revision> history() {
        return jdbc.sql(
                        "select number, published_at, published_by, brand::text from brand_revision order by number desc limit ?")
                .param(REMEMBERED)
                .query((row, number) -> new Revision(
                        row.getInt(1),
                        row.getTimestamp(2).toInstant(),
                        row.getObject(3, UUID.class),
                        json.readValue(row.getString(4), Brand.class).accent().hex()))
                .list();
    }

    /** The brand of a publication. */
    @Transactional(readOnly = true)
    public Optional<Brand> of(int number) {
        return jdbc.sql("select brand::text from brand_revision where number = ?")
                .param(number)
                .query((row, index) -> json.readValue(row.getString(1), Brand.class))
                .optional();
    }

    /**
     * Keeps an uploaded picture; returns the hash that it is addressed by.
     *
     * @throws com.innodus.themes.safe.UnsafeUpload when it is no picture, or none that can be made safe
     */
    public String keep(Brand.Image kind, byte[] file) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "brand");
        }
        Picture picture = Picture.read(kind, file);
        jdbc.sql("insert into asset (hash, media_type, content) values (?, ?, ?) on conflict (hash) do nothing")
                .params(picture.hash(), picture.mediaType(), picture.content())
                .update();
        return picture.hash();
    }

    @Transactional(readOnly = true)
    public Optional<Asset> asset(String hash) {
        return jdbc.sql("select media_type, content from asset where hash = ?")
                .param(hash)
                .query((row, number) -> new Asset(row.getString(1), row.getBytes(2)))
                .optional();
    }

    /** A style sheet that this tenant wears or wore. */
    @Transactional(readOnly = true)
    public Optional<String> css(String hash) {
        BrandCss current = current().css();
        return current.hash().equals(hash)
                ? Optional.of(current.text())
                : jdbc.sql("select css from brand_revision where css_hash = ? limit 1")
                        .param(hash)
                        .query(String.class)
                        .optional();
    }
}
