package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import org.junit.jupiter.api.Test;

class PollingTest {
    private final UI window = new UI();

    @Test
    void whoEndsFirstDoesNotStopTheOthersNews() {
        Registration first = Polling.of(window, () -> {});
        Registration second = Polling.of(window, () -> {});

        first.remove();
        first.remove();
        assertThat(window.getPollInterval()).isPositive();
        second.remove();
        assertThat(window.getPollInterval()).isEqualTo(-1);
    }
}
