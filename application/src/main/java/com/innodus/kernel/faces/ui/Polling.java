package com.innodus.kernel.faces.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.io.Serializable;

/** Lets a window ask for news as long as anything in it waits for some: a window has one interval for all that wait. */
public final class Polling implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MILLIS = 400;

    private int waiting;

    private Polling() {}

    /** Runs {@code look} again and again until the result is removed. */
    public static Registration of(UI window, Runnable look) {
        Polling known = ComponentUtil.getData(window, Polling.class);
        Polling polling = known == null ? new Polling() : known;
        ComponentUtil.setData(window, Polling.class, polling);
        polling.waiting++;
        window.setPollInterval(MILLIS);
        Registration ticks = window.addPollListener(tick -> look.run());
        return Registration.once(() -> {
            ticks.remove();
            polling.waiting--;
            if (polling.waiting == 0) {
                window.setPollInterval(-1);
            }
        });
    }
}
