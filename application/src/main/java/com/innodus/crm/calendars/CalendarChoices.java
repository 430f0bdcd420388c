package com.innodus.crm.calendars;

import com.innodus.kernel.access.CurrentActor;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each user wants to see in the calendar, remembered in the form of its address. */
@Service
@Transactional
public class CalendarChoices {
    private static final int LONGEST = 4_000;

    private final JdbcClient jdbc;

    CalendarChoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<String> mine() {
        return jdbc.sql("select address from calendar_choice where user_id = ?")
                .param(CurrentActor.get().id())
                .query(String.class)
                .optional();
    }

    public void keep(String address) {
        if (CurrentActor.get().isViewed() || address.length() > LONGEST) {
            return;
        }
        jdbc.sql("""
                        insert into calendar_choice (user_id, address) values (?, ?)
                        on conflict (user_id) do update set address = excluded.address
                        """).params(CurrentActor.get().id(), address).update();
    }
}
