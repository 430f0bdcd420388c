package com.innodus.bench;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.User;
import com.innodus.kernel.faces.ui.RecordListView;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Screen;
import com.vaadin.browserless.BrowserlessUIContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an open tab costs the server. */
@Tag("bench")
class MemoryBench extends Screen {
    private static final int WINDOWS = 50;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Test
    void anOpenListIsSmall() throws InterruptedException {
        as(
                tenant,
                () -> records.writeAll(
                        organisations,
                        IntStream.range(0, 300)
                                .mapToObj(i -> new Entry(null, Map.of("name", "Organización " + i, "city", "Vic")))
                                .toList(),
                        WriteContext.SINGLE));
        User owner = as(tenant, () -> users.byEmail(emailOf(tenant.slug())).orElseThrow());
        open("organisations", RecordListView.class);
        List<BrowserlessUIContext> windows = new ArrayList<>();
        long before = used();
        for (int i = 0; i < WINDOWS; i++) {
            window = logIn(tenant, owner);
            open("organisations", RecordListView.class);
            windows.add(window);
        }
        long each = (used() - before) / windows.size();
        Figures.heading("Memory");
        Figures.print("session with one open list, mean of " + windows.size(), each / 1024 + " KiB");
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(150);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
