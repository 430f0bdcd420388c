package com.innodus.kernel.notifications;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.calendar.WorkingCalendar;
import com.innodus.kernel.notifications.Preferences.Choice;
import com.innodus.kernel.notifications.Preferences.Mail;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What each user chose of the ways in which news reach them. */
@Service
@Transactional
public class NewsPreferences {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    NewsPreferences(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Kept(UUID user, Preferences preferences) {}

    /** The acting user's. */
    @Transactional(readOnly = true)
    public Preferences mine() {
        UUID me = CurrentActor.get().id();
        return of(List.of(me)).getOrDefault(me, Preferences.usual(WorkingCalendar.ZONE));
    }

    /** Of several users, with one statement. */
    @Transactional(readOnly = true)
    Map<UUID, Preferences> of(Collection<UUID> users) {
        Map<UUID, Preferences> found = new HashMap<>();
        jdbc.sql("""
                        select u.id, u.time_zone, p.choices::text as choices, p.quiet_from, p.quiet_until, p.working_days,
                               p.digest_at
                        from app_user u left join notification_preference p on p.user_id = u.id
                        where u.id = any(?)
                        """)
                .param(users.toArray(UUID[]::new))
                .query(this::map)
                .list()
                .forEach(each -> found.put(each.user(), each.preferences()));
        return found;
    }

    /**
     * Keeps what the acting user chose.
     *
     * @throws InvalidRecord with a problem of {@code quiet} where only one end of the quiet hours is known
     */
    public void save(Preferences chosen) {
        Actor me = CurrentActor.get();
        if (me.isViewed()) {
            return;
        }
        if ((chosen.quietFrom() == null) != (chosen.quietUntil() == null)
                || chosen.quietFrom() != null && chosen.quietFrom().equals(chosen.quietUntil())) {
            throw new InvalidRecord(List.of(Problem.of("quiet", "automation.quiet.both")));
        }
        jdbc.sql("update app_user set time_zone = ? where id = ?")
                .params(chosen.zone().getId(), me.id())
                .update();
        Map<String, String> choices = new HashMap<>();
        chosen.choices()
                .forEach((topic, choice) -> choices.put(
                        topic.name(),
                        (choice.bell() ? "BELL " : "") + choice.mail().name()));
        jdbc.sql("""
                        insert into notification_preference (user_id, choices, quiet_from, quiet_until, working_days, digest_at)
                        values (?, ?::jsonb, ?::time, ?::time, ?, ?)
                        on conflict (user_id) do update set choices = excluded.choices, quiet_from = excluded.quiet_from,
                            quiet_until = excluded.quiet_until, working_days = excluded.working_days,
                            digest_at = excluded.digest_at
                        """)
                .param(me.id())
                .param(json.writeValueAsString(choices))
                .param(chosen.quietFrom())
                .param(chosen.quietUntil())
                .param(chosen.workingDays().stream()
                        .map(DayOfWeek::getValue)
                        .sorted()
                        .toArray(Integer[]::new))
                .param(chosen.digestAt())
                .update();
    }

    private Kept map(ResultSet row, int number) throws SQLException {
        String zone = row.getString("time_zone");
        Preferences usual = Preferences.usual(zone == null ? WorkingCalendar.ZONE : ZoneId.of(zone));
        String choices = row.getString("choices");
        return new Kept(
                row.getObject("id", UUID.class),
                choices == null
                        ? usual
                        : new Preferences(
                                choices(choices),
                                row.getObject("quiet_from", LocalTime.class),
                                row.getObject("quiet_until", LocalTime.class),
                                days((Integer[]) row.getArray("working_days").getArray()),
                                row.getObject("digest_at", LocalTime.class),
                                usual.zone()));
    }

    private static Set<DayOfWeek> days(Integer[] numbers) {
        return Arrays.stream(numbers).map(DayOfWeek::of).collect(Collectors.toSet());
    }

    private Map<Topic, Choice> choices(String stored) {
        Map<Topic, Choice> choices = new EnumMap<>(Topic.class);
        json.readValue(stored, new TypeReference<Map<String, String>>() {})
                .forEach((topic, choice) -> choices.put(
                        Topic.valueOf(topic),
                        new Choice(choice.startsWith("BELL "), Mail.valueOf(choice.replace("BELL ", "")))));
        return choices;
    }
}
